-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- One transaction: all of it or nothing. It fails when rows written meanwhile break a rule that comes back.
-- Lost, with all that has been written to it: column users.age, column users.group_id.
.bail on
.timeout 2000

-- A table that is written anew must not take the rows that refer to it along; this works outside a transaction only.
PRAGMA foreign_keys = OFF;
BEGIN IMMEDIATE;

-- Stops, and changes nothing, unless the database stands where this file begins.
CREATE TEMP TABLE _sg_begin (
    c1 INTEGER CONSTRAINT "1_expand.sql, which makes age unique (table users), has run" CHECK (c1),
    c2 INTEGER CONSTRAINT "1_expand.sql, which refers to groups (table users), has run" CHECK (c2),
    c3 INTEGER CONSTRAINT "1_expand.sql, which checks age > 0 (table users), has run" CHECK (c3),
    c4 INTEGER CONSTRAINT "1_expand.sql, which makes index users.users_group_id_idx, has run" CHECK (c4),
    c5 INTEGER CONSTRAINT "1_expand.sql, which makes column users.age, has run" CHECK (c5),
    c6 INTEGER CONSTRAINT "1_expand.sql, which makes column users.group_id, has run" CHECK (c6)
);
INSERT INTO _sg_begin SELECT
    (EXISTS (SELECT 1 FROM pragma_index_list('users') AS i WHERE i.origin = 'u' AND (SELECT group_concat(lower(name)) FROM pragma_index_info(i.name)) = 'age')) IS TRUE,
    (EXISTS (SELECT 1 FROM pragma_foreign_key_list('users') WHERE lower("table") = 'groups' AND lower("from") = 'group_id')) IS TRUE,
    ((SELECT instr(sql, 'age > 0') > 0 FROM sqlite_schema WHERE type = 'table' AND lower(name) = 'users')) IS TRUE,
    (EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'index' AND lower(name) = 'users_group_id_idx')) IS TRUE,
    (EXISTS (SELECT 1 FROM pragma_table_xinfo('users') WHERE lower(name) = 'age')) IS TRUE,
    (EXISTS (SELECT 1 FROM pragma_table_xinfo('users') WHERE lower(name) = 'group_id')) IS TRUE;
DROP TABLE temp._sg_begin;

-- References that have no row already stop nothing. PRAGMA foreign_key_check names the rows.
CREATE TEMP TABLE _sg_orphans AS SELECT v."table" AS child, v.parent, count(*) AS n
FROM sqlite_schema AS t, pragma_foreign_key_check(t.name) AS v WHERE t.type = 'table' AND lower(t.name) IN ('users')
GROUP BY 1, 2;

-- takes back e1: Table users is written anew, since SQLite cannot do this in place: column age is added, column group_id is added, unique constraint users_age_key is added, check users_age_check is added, foreign key users_group_id_fkey is added.
CREATE TEMP TABLE _sg_assert (
    c1 INTEGER CONSTRAINT "users has no column but id, name, age, group_id" CHECK (c1 = 1),
    c2 INTEGER CONSTRAINT "users has no index but users_group_id_idx" CHECK (c2 = 1),
    c3 INTEGER CONSTRAINT "users has no trigger but none" CHECK (c3 = 1)
);
INSERT INTO _sg_assert SELECT
    NOT EXISTS (SELECT lower(name) FROM pragma_table_xinfo('users') EXCEPT VALUES ('id'), ('name'), ('age'), ('group_id')),
    NOT EXISTS (SELECT lower(name) FROM pragma_index_list('users') WHERE origin = 'c' EXCEPT VALUES ('users_group_id_idx')),
    NOT EXISTS (SELECT lower(name) FROM sqlite_schema WHERE type = 'trigger' AND lower(tbl_name) = 'users');
DROP TABLE temp._sg_assert;
CREATE TABLE _sg_new_users (
    id integer PRIMARY KEY,
    name text NOT NULL
);
INSERT INTO _sg_new_users (id, name)
SELECT
    id,
    name
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
