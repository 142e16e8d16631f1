COMMENT ON COLUMN public.meeting_controller_load.reserved_meetings IS 'Guarded counter: meetings assigned to it that it has not confirmed.';
