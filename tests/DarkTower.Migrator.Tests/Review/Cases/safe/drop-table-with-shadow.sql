-- options: --empty
-- why: a complete copy was made a release ago, with key and comment; the down restores from it.
DROP TABLE shop.notices;
