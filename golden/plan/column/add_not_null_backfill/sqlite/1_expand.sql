-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
--
--   users  + column status
--          + column shout
--
-- One write lock on the file: readers go on in WAL mode, other writers wait until COMMIT.
-- One transaction: all of it or nothing. After a failure it can be run again as it stands.
.bail on
.timeout 2000
BEGIN IMMEDIATE;

-- Stops, and changes nothing, unless the database stands where this file begins.
CREATE TEMP TABLE _sg_begin (
    c1 INTEGER CONSTRAINT "1_expand.sql, which makes column users.status, has not run" CHECK (c1),
    c2 INTEGER CONSTRAINT "1_expand.sql, which makes column users.shout, has not run" CHECK (c2),
    c3 INTEGER CONSTRAINT "3_contract.sql, which makes column status NOT NULL (table users), has not run" CHECK (c3),
    c4 INTEGER CONSTRAINT "3_contract.sql, which makes column shout NOT NULL (table users), has not run" CHECK (c4)
);
INSERT INTO _sg_begin SELECT
    (EXISTS (SELECT 1 FROM pragma_table_xinfo('users') WHERE lower(name) = 'status')) IS NOT TRUE,
    (EXISTS (SELECT 1 FROM pragma_table_xinfo('users') WHERE lower(name) = 'shout')) IS NOT TRUE,
    ((SELECT "notnull" FROM pragma_table_xinfo('users') WHERE lower(name) = 'status')) IS NOT TRUE,
    ((SELECT "notnull" FROM pragma_table_xinfo('users') WHERE lower(name) = 'shout')) IS NOT TRUE;
DROP TABLE temp._sg_begin;

-- e1 · In table users: column status is added, column shout is added.
ALTER TABLE users ADD COLUMN status text;
ALTER TABLE users ADD COLUMN shout text;

COMMIT;
