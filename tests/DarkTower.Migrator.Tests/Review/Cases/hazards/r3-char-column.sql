-- expect: policy.char
-- prior: dump-bank
-- options: --empty
-- why: padded with blanks.
CREATE TABLE public.currency (code character(3) PRIMARY KEY, name text);
