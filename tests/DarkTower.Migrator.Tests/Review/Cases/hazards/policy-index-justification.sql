-- expect: policy.index-justification
-- options: --non-transactional
-- why: an index without a query is a cost on every write.
CREATE INDEX CONCURRENTLY participants_joined_idx ON public.participants (org_id, joined_at);
