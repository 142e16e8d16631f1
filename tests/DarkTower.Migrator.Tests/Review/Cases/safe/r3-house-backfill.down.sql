-- irreversible: the blanks meant nothing
SELECT 1;
