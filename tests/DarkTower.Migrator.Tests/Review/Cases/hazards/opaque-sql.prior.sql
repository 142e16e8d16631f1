CREATE SCHEMA ops;
CREATE TABLE ops.commands (number integer PRIMARY KEY, command text);
INSERT INTO ops.commands VALUES (1, 'SELECT 1');
