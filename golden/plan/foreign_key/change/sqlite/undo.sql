-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- One transaction: all of it or nothing. It fails when rows written meanwhile break a rule that comes back.
.bail on
.timeout 2000

-- A table that is written anew must not take the rows that refer to it along; this works outside a transaction only.
PRAGMA foreign_keys = OFF;
BEGIN IMMEDIATE;

-- takes back e1: Table notes is written anew, since SQLite cannot do this in place: foreign key f_columns goes until contract, foreign key f_referenced goes until contract, foreign key f_table goes until contract.
CREATE TABLE _sg_new_notes (
    id integer PRIMARY KEY,
    user_id integer,
    other_id integer,
    CONSTRAINT f_columns FOREIGN KEY (user_id) REFERENCES users (id),
    CONSTRAINT f_deferred FOREIGN KEY (user_id) REFERENCES users (id) DEFERRABLE,
    CONSTRAINT f_match FOREIGN KEY (user_id) REFERENCES users (id),
    CONSTRAINT f_referenced FOREIGN KEY (user_id) REFERENCES users (id),
    CONSTRAINT f_table FOREIGN KEY (user_id) REFERENCES users (id),
    CONSTRAINT f_update FOREIGN KEY (user_id) REFERENCES users (id)
);
INSERT INTO _sg_new_notes (id, user_id, other_id)
SELECT
    id,
    user_id,
    other_id
FROM notes;
CREATE TEMP TABLE _sg_assert (ok INTEGER CONSTRAINT "every row of notes is copied" CHECK (ok = 1));
INSERT INTO _sg_assert SELECT (SELECT count(*) FROM _sg_new_notes) = (SELECT count(*) FROM notes);
DROP TABLE temp._sg_assert;
PRAGMA legacy_alter_table = ON;
DROP TABLE notes;
ALTER TABLE _sg_new_notes RENAME TO notes;
PRAGMA legacy_alter_table = OFF;

-- Every reference must have its row before anything is kept. This looks at the whole database: a violation that was
-- there before stops it too, nothing is changed then, and PRAGMA foreign_key_check names the rows.
CREATE TEMP TABLE _sg_assert(violations INTEGER CONSTRAINT foreign_key_check_is_empty CHECK (violations = 0));
INSERT INTO _sg_assert SELECT count(*) FROM pragma_foreign_key_check;
DROP TABLE temp._sg_assert;

COMMIT;
PRAGMA foreign_keys = ON;
