-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before.
-- Deploy the new application after this file.
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

-- References that have no row already stop nothing. PRAGMA foreign_key_check names the rows.
CREATE TEMP TABLE _sg_orphans AS SELECT v."table" AS child, v.parent, count(*) AS n
FROM sqlite_schema AS t, pragma_foreign_key_check(t.name) AS v WHERE t.type = 'table' AND lower(t.name) IN ('m')
GROUP BY 1, 2;

-- e1 · Table m is written anew, since SQLite cannot do this in place: unique constraint m_a_b_key is called m_ab, check m_a_check is called a_filled.
CREATE TEMP TABLE _sg_assert (
    c1 INTEGER CONSTRAINT "m has no column but id, a, b" CHECK (c1 = 1),
    c2 INTEGER CONSTRAINT "m has no index but none" CHECK (c2 = 1),
    c3 INTEGER CONSTRAINT "m has no trigger but none" CHECK (c3 = 1)
);
INSERT INTO _sg_assert SELECT
    NOT EXISTS (SELECT lower(name) FROM pragma_table_xinfo('m') EXCEPT VALUES ('id'), ('a'), ('b')),
    NOT EXISTS (SELECT lower(name) FROM pragma_index_list('m') WHERE origin = 'c'),
    NOT EXISTS (SELECT lower(name) FROM sqlite_schema WHERE type = 'trigger' AND lower(tbl_name) = 'm');
DROP TABLE temp._sg_assert;
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

-- No reference may have lost its row before this is kept.
CREATE TEMP TABLE _sg_assert (ok INTEGER CONSTRAINT "no row refers to one that is not there, but those that did before" CHECK (ok = 1));
INSERT INTO _sg_assert SELECT NOT EXISTS (
    SELECT 1 FROM sqlite_schema AS t, pragma_foreign_key_check(t.name) AS v WHERE t.type = 'table' AND lower(t.name) IN ('m')
    GROUP BY v."table", v.parent
    HAVING count(*) > coalesce((SELECT o.n FROM temp._sg_orphans AS o WHERE o.child = v."table" AND o.parent = v.parent), 0));
DROP TABLE temp._sg_assert;
DROP TABLE temp._sg_orphans;

COMMIT;
PRAGMA foreign_keys = ON;
