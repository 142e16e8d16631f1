-- expect: data.drop-table, data.drop-without-shadow
-- why: the codes people were given stop working, and nothing is left to put back.
DROP TABLE public.meeting_codes;
