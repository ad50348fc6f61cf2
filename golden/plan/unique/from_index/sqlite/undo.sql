-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- One transaction: all of it or nothing. It fails when rows written meanwhile break a rule that comes back.
.bail on
.timeout 2000

-- A table that is written anew must not take the rows that refer to it along; this works outside a transaction only.
PRAGMA foreign_keys = OFF;
BEGIN IMMEDIATE;

-- takes back e1: Table a is written anew, since SQLite cannot do this in place: unique constraint a_e_key is added.
CREATE TEMP TABLE _sg_assert (ok INTEGER CONSTRAINT "foreign_keys must be off while a is written anew" CHECK (ok = 1));
INSERT INTO _sg_assert SELECT foreign_keys = 0 FROM pragma_foreign_keys;
DROP TABLE temp._sg_assert;
CREATE TABLE _sg_new_a (
    id INTEGER PRIMARY KEY,
    e TEXT
);
INSERT INTO _sg_new_a (id, e)
SELECT
    id,
    e
FROM a;
CREATE TEMP TABLE _sg_assert (ok INTEGER CONSTRAINT "every row of a is copied" CHECK (ok = 1));
INSERT INTO _sg_assert SELECT (SELECT count(*) FROM _sg_new_a) = (SELECT count(*) FROM a);
DROP TABLE temp._sg_assert;
PRAGMA legacy_alter_table = ON;
DROP TABLE a;
ALTER TABLE _sg_new_a RENAME TO a;
PRAGMA legacy_alter_table = OFF;
CREATE UNIQUE INDEX a_e ON a (e);

-- Every reference must have its row before anything is kept. This looks at the whole database: a violation that was
-- there before stops it too, nothing is changed then, and PRAGMA foreign_key_check names the rows.
CREATE TEMP TABLE _sg_assert(violations INTEGER CONSTRAINT foreign_key_check_is_empty CHECK (violations = 0));
INSERT INTO _sg_assert SELECT count(*) FROM pragma_foreign_key_check;
DROP TABLE temp._sg_assert;

COMMIT;
PRAGMA foreign_keys = ON;
