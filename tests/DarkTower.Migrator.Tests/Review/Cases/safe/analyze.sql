-- why: reads a sample under SHARE UPDATE EXCLUSIVE.
ANALYZE public.participants (role, participant_type);
