-- expect: policy.identifier-length
-- prior: rails-blog
-- options: --empty
-- why: cut at 63 bytes with a notice only.
ALTER TABLE posts ADD CONSTRAINT posts_title_is_either_absent_or_has_a_length_between_one_and_two_hundred_fifty CHECK (length(title) BETWEEN 1 AND 250) NOT VALID;
