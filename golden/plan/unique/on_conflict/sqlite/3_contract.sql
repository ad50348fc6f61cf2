-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c1 on.
-- Until contract the new application has to obey rules that it no longer states: step c1.
-- Deploy the new application before this file.
-- This migration has nothing to do in expand and migrate.
--
--   users  ~ unique constraint users_email_key becomes users_email
--          ~ all rows written anew
--
-- One write lock on the file: readers go on in WAL mode, other writers wait until COMMIT.
-- Reads in full: users.
-- Writes anew in full: users.
-- Fails, and changes nothing, when existing rows violate the new rule: step c1.
-- One transaction: all of it or nothing. After a failure it can be run again as it stands.
.bail on
.timeout 2000

-- A table that is written anew must not take the rows that refer to it along; this works outside a transaction only.
PRAGMA foreign_keys = OFF;
BEGIN IMMEDIATE;

-- Stops, and changes nothing, unless the database stands where this file begins.
CREATE TEMP TABLE _sg_begin (
    c1 INTEGER CONSTRAINT "3_contract.sql, which makes table users anew, has not run" CHECK (c1)
);
INSERT INTO _sg_begin SELECT
    ((SELECT sql = 'CREATE TABLE "users" (
    id integer PRIMARY KEY,
    name text NOT NULL,
    email TEXT NOT NULL,
    CONSTRAINT users_email UNIQUE (email COLLATE NOCASE) ON CONFLICT REPLACE
)' FROM sqlite_schema WHERE type = 'table' AND lower(name) = 'users')) IS NOT TRUE;
DROP TABLE temp._sg_begin;

-- References that have no row already stop nothing. PRAGMA foreign_key_check names the rows.
CREATE TEMP TABLE _sg_orphans AS SELECT v."table" AS child, v.parent, count(*) AS n
FROM sqlite_schema AS t, pragma_foreign_key_check(t.name) AS v WHERE t.type = 'table' AND lower(t.name) IN ('users')
GROUP BY 1, 2;

-- c1 · Table users is written anew, since SQLite cannot do this in place: unique constraint users_email is added, unique constraint users_email_key goes.
CREATE TEMP TABLE _sg_assert (ok INTEGER CONSTRAINT "users (email) holds no value twice" CHECK (ok = 1));
INSERT INTO _sg_assert SELECT NOT EXISTS (SELECT 1 FROM users WHERE email IS NOT NULL GROUP BY email COLLATE NOCASE HAVING count(*) > 1);
DROP TABLE temp._sg_assert;
CREATE TEMP TABLE _sg_assert (
    c1 INTEGER CONSTRAINT "users has no column but id, name, email" CHECK (c1 = 1),
    c2 INTEGER CONSTRAINT "users has no index but none" CHECK (c2 = 1),
    c3 INTEGER CONSTRAINT "users has no trigger but none" CHECK (c3 = 1)
);
INSERT INTO _sg_assert SELECT
    NOT EXISTS (SELECT lower(name) FROM pragma_table_xinfo('users') EXCEPT VALUES ('id'), ('name'), ('email')),
    NOT EXISTS (SELECT lower(name) FROM pragma_index_list('users') WHERE origin = 'c'),
    NOT EXISTS (SELECT lower(name) FROM sqlite_schema WHERE type = 'trigger' AND lower(tbl_name) = 'users');
DROP TABLE temp._sg_assert;
CREATE TABLE _sg_new_users (
    id integer PRIMARY KEY,
    name text NOT NULL,
    email TEXT NOT NULL,
    CONSTRAINT users_email UNIQUE (email COLLATE NOCASE) ON CONFLICT REPLACE
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

-- No reference may have lost its row before this is kept.
CREATE TEMP TABLE _sg_assert (ok INTEGER CONSTRAINT "no row refers to one that is not there, but those that did before" CHECK (ok = 1));
INSERT INTO _sg_assert SELECT NOT EXISTS (
    SELECT 1 FROM sqlite_schema AS t, pragma_foreign_key_check(t.name) AS v WHERE t.type = 'table' AND lower(t.name) IN ('users')
    GROUP BY v."table", v.parent
    HAVING count(*) > coalesce((SELECT o.n FROM temp._sg_orphans AS o WHERE o.child = v."table" AND o.parent = v.parent), 0));
DROP TABLE temp._sg_assert;
DROP TABLE temp._sg_orphans;

COMMIT;
PRAGMA foreign_keys = ON;
