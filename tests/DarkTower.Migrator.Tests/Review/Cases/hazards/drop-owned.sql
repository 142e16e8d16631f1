-- expect: data.drop-table, data.drop-cascade, data.drop-schema
-- options: --empty
-- why: all that a role owns, whatever it is.
DROP OWNED BY clerk;
