-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- One transaction: all of it or nothing.
-- Lost, with all that has been written to it: column users.nickname.
.bail on
.timeout 2000
BEGIN IMMEDIATE;

-- Stops, and changes nothing, unless the database stands where this file begins.
CREATE TEMP TABLE _sg_begin (
    c1 INTEGER CONSTRAINT "1_expand.sql, which makes column users.nickname, has run" CHECK (c1)
);
INSERT INTO _sg_begin SELECT
    (EXISTS (SELECT 1 FROM pragma_table_xinfo('users') WHERE lower(name) = 'nickname')) IS TRUE;
DROP TABLE temp._sg_begin;

-- takes back e1: In table users: column nickname is added.
ALTER TABLE users DROP COLUMN nickname;

COMMIT;
