-- 20260101000000_golden · 2 of 3: migrate
-- Moves and checks data; the old application works throughout.
-- Deploy the new application after this file.
--
--   users  ~ column shout: filled
--          ~ column status: filled
--
-- One write lock on the file: readers go on in WAL mode, other writers wait until COMMIT.
-- Reads in full: users.
-- One transaction: all of it or nothing. After a failure it can be run again as it stands.
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

-- m1 · Rows of users that have no shout yet get one.
CREATE TEMP TABLE _sg_assert (ok INTEGER CONSTRAINT "users has no trigger but none" CHECK (ok = 1));
INSERT INTO _sg_assert SELECT NOT EXISTS (SELECT lower(name) FROM sqlite_schema WHERE type = 'trigger' AND lower(tbl_name) = 'users');
DROP TABLE temp._sg_assert;
UPDATE users SET shout = (upper(name)) WHERE shout IS NULL;

-- m2 · Rows of users that have no status yet get one.
CREATE TEMP TABLE _sg_assert (ok INTEGER CONSTRAINT "users has no trigger but none" CHECK (ok = 1));
INSERT INTO _sg_assert SELECT NOT EXISTS (SELECT lower(name) FROM sqlite_schema WHERE type = 'trigger' AND lower(tbl_name) = 'users');
DROP TABLE temp._sg_assert;
UPDATE users SET status = 'active' WHERE status IS NULL;

COMMIT;
