-- expect: lock.index-create, lock.unique-build
-- why: white space, comments and quotes change nothing: a unique build that blocks every write to meetings.
cReAtE /* why not */ UNIQUE
    -- a remark in between
    index "Odd, Name" on only "public"."meetings" using btree ("org_id", meeting_id, lower("display_name"));
