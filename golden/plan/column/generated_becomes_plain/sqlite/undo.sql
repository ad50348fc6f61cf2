-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- One transaction: all of it or nothing. It fails when rows written meanwhile break a rule that comes back.
.bail on
.timeout 2000

-- A table that is written anew must not take the rows that refer to it along; this works outside a transaction only.
PRAGMA foreign_keys = OFF;
BEGIN IMMEDIATE;

-- takes back e1: Table users is written anew, since SQLite cannot do this in place: column twice is no longer generated but written.
-- What has been written into users.twice is lost: it is computed again.
CREATE TABLE _sg_new_users (
    id integer PRIMARY KEY,
    name text NOT NULL,
    amount integer NOT NULL,
    twice integer GENERATED ALWAYS AS (amount * 2) STORED
);
INSERT INTO _sg_new_users (id, name, amount)
SELECT
    id,
    name,
    amount
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
