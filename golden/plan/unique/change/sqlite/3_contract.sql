-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c1 on.
-- Until contract the new application has to obey rules that it no longer states: step c1.
-- This migration has nothing to do in migrate.
--
--   users  ~ unique constraint users_email
--          ~ all rows written anew
--
-- One write lock on the file: readers go on in WAL mode, other writers wait until COMMIT.
-- Reads in full: users.
-- Writes anew in full: users.
-- One transaction: all of it or nothing. After a failure it can be run again as it stands.
.bail on
.timeout 2000

-- A table that is written anew must not take the rows that refer to it along; this works outside a transaction only.
PRAGMA foreign_keys = OFF;
BEGIN IMMEDIATE;

-- schemagen: id=c1 phase=contract lock=database rewrite=yes scan=yes tx=own
-- Table users is written anew, since SQLite cannot do this in place: unique constraint users_email changes, unique constraint _sg_new_users_email goes.
CREATE TABLE _sg_new_users (
    id integer PRIMARY KEY,
    name text NOT NULL,
    email text NOT NULL,
    CONSTRAINT users_email UNIQUE (email, name)
);
INSERT INTO _sg_new_users (id, name, email)
SELECT
    id,
    name,
    email
FROM users;
CREATE TEMP TABLE _sg_assert (ok INTEGER CONSTRAINT "every row of users is copied" CHECK (ok = 1));
INSERT INTO _sg_assert SELECT (SELECT count(*) FROM _sg_new_users) = (SELECT count(*) FROM users);
DROP TABLE temp._sg_assert;
PRAGMA legacy_alter_table = ON;
DROP TABLE users;
ALTER TABLE _sg_new_users RENAME TO users;
PRAGMA legacy_alter_table = OFF;

-- Every reference must have its row before anything is kept. This looks at the whole database: a violation that was
-- there before stops it too, nothing is changed then, and PRAGMA foreign_key_check names the rows.
CREATE TEMP TABLE _sg_assert(violations INTEGER CONSTRAINT foreign_key_check_is_empty CHECK (violations = 0));
INSERT INTO _sg_assert SELECT count(*) FROM pragma_foreign_key_check;
DROP TABLE temp._sg_assert;

COMMIT;
PRAGMA foreign_keys = ON;
