-- 20260101000000_golden · 1 of 3: expand
-- After this file the old and the new application both work. Nothing is removed or tightened.
-- This migration has nothing to do in migrate and contract.
--
--   m  ~ unique constraint m_a_b_key becomes m_ab
--      ~ check m_a_check becomes a_filled
--      ~ all rows written anew
--
-- One write lock on the file: readers go on in WAL mode, other writers wait until COMMIT.
-- Reads in full: m.
-- Writes anew in full: m.
-- One transaction: all of it or nothing. After a failure it can be run again as it stands.
.bail on
.timeout 2000

-- A table that is written anew must not take the rows that refer to it along; this works outside a transaction only.
PRAGMA foreign_keys = OFF;
BEGIN IMMEDIATE;

-- schemagen: id=e1 phase=expand lock=database rewrite=yes scan=yes tx=own
-- Table m is written anew, since SQLite cannot do this in place: unique constraint m_a_b_key is called m_ab, check m_a_check is called a_filled.
CREATE TABLE _sg_new_m (
    id INTEGER PRIMARY KEY,
    a TEXT,
    b TEXT,
    CONSTRAINT m_ab UNIQUE (a, b),
    CONSTRAINT a_filled CHECK (a <> '')
);
INSERT INTO _sg_new_m (id, a, b)
SELECT
    id,
    a,
    b
FROM m;
CREATE TEMP TABLE _sg_assert (ok INTEGER CONSTRAINT "every row of m is copied" CHECK (ok = 1));
INSERT INTO _sg_assert SELECT (SELECT count(*) FROM _sg_new_m) = (SELECT count(*) FROM m);
DROP TABLE temp._sg_assert;
PRAGMA legacy_alter_table = ON;
DROP TABLE m;
ALTER TABLE _sg_new_m RENAME TO m;
PRAGMA legacy_alter_table = OFF;

-- Every reference must have its row before anything is kept. This looks at the whole database: a violation that was
-- there before stops it too, nothing is changed then, and PRAGMA foreign_key_check names the rows.
CREATE TEMP TABLE _sg_assert(violations INTEGER CONSTRAINT foreign_key_check_is_empty CHECK (violations = 0));
INSERT INTO _sg_assert SELECT count(*) FROM pragma_foreign_key_check;
DROP TABLE temp._sg_assert;

COMMIT;
PRAGMA foreign_keys = ON;
