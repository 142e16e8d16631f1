-- options: --empty
-- prior: rails-blog
-- why: the old name answers on.
ALTER TABLE comments RENAME TO remarks;
CREATE VIEW comments WITH (security_invoker = true) AS SELECT id, post_id, body FROM remarks;
