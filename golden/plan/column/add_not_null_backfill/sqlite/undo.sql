-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- One transaction: all of it or nothing.
-- Lost, with all that has been written to it: column users.status, column users.shout.
.bail on
.timeout 2000
BEGIN IMMEDIATE;

-- Stops, and changes nothing, unless the database stands where this file begins.
CREATE TEMP TABLE _sg_begin (
    c1 INTEGER CONSTRAINT "1_expand.sql, which makes column users.status, has run" CHECK (c1),
    c2 INTEGER CONSTRAINT "1_expand.sql, which makes column users.shout, has run" CHECK (c2),
    c3 INTEGER CONSTRAINT "3_contract.sql, which makes column status NOT NULL (table users), has not run" CHECK (c3),
    c4 INTEGER CONSTRAINT "3_contract.sql, which makes column shout NOT NULL (table users), has not run" CHECK (c4)
);
INSERT INTO _sg_begin SELECT
    (EXISTS (SELECT 1 FROM pragma_table_xinfo('users') WHERE lower(name) = 'status')) IS TRUE,
    (EXISTS (SELECT 1 FROM pragma_table_xinfo('users') WHERE lower(name) = 'shout')) IS TRUE,
    ((SELECT "notnull" FROM pragma_table_xinfo('users') WHERE lower(name) = 'status')) IS NOT TRUE,
    ((SELECT "notnull" FROM pragma_table_xinfo('users') WHERE lower(name) = 'shout')) IS NOT TRUE;
DROP TABLE temp._sg_begin;

-- takes back e1: In table users: column status is added, column shout is added.
ALTER TABLE users DROP COLUMN shout;
ALTER TABLE users DROP COLUMN status;

COMMIT;
