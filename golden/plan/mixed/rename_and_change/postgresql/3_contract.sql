-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c10 on, because of steps c10, c12, c14, c17 and c19.
--
--   notes   ~ column user_id becomes author_id
--           + foreign key notes_author_id_fkey: proved for existing rows
--           - index notes_user_id_idx
--           ~ table: trigger dropped
--           · c18: The planner of queries learns what has taken its place.
--   users   ~ column _sg_20260101000000_new_age: both forms held together, both forms proved equal
--           ~ column age: the new form in place of the old one
--           + index people_age
--           ~ table: trigger dropped
--           · c11: The planner of queries learns what has taken its place.
--           + check people_full_name_check: proved for existing rows
--   people  ~ view
--           ~ table: renamed
--           ~ column full_name: renamed
--
-- Strongest locks: notes access-exclusive, users access-exclusive, people access-exclusive.
-- Reads in full: notes, users.
-- Stops before it changes anything when rows would violate a rule further down: steps c2, c3, c4 and c5.
-- Fails, and changes nothing, when existing rows violate the new rule: steps c7, c9, c13 and c15.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.notes,public.people,public.users}',
    marker => 'public._sg_20260101000000()', after => '2_migrate.sql');

-- c1 · What schemagen does not know and cannot carry over would be lost or stop this file: it is looked for first.
CALL pg_temp.look('c1', $ddl$
CALL pg_temp.require_known(ARRAY[['column', 'public.notes', 'user_id', 'replaced'], ['column', 'public.users', 'age', 'replaced']],
    known => '{public.notes notes_author_id_fkey,public.notes notes_author_id_idx,public.notes notes_pkey,public.notes notes_user_id_fkey,public.notes notes_user_id_idx,public.users _sg_20260101000000_new_people_age,public.users age,public.users level,public.users people_full_name_check,public.users users_pkey}');
$ddl$);

-- c2 · The old form is about to go: both forms of table notes are compared once more, as they are stored, whoever has written them.
CALL pg_temp.look('c2', $ddl$
CALL pg_temp.stop_if('rows of notes', 'do not have in author_id the value of user_id',
    'Empty ones: run 2_migrate.sql again. Others were written past the trigger: set both columns to the value that counts.',
    'id::text', $rows$public.notes
             WHERE NOT (author_id IS NOT DISTINCT FROM user_id)$rows$);
$ddl$);

-- c3 · The old form is about to go: both forms of table users are compared once more, as they are stored, whoever has written them.
CALL pg_temp.look('c3', $ddl$
CALL pg_temp.stop_if('rows of users', 'do not have in _sg_20260101000000_new_age the value of age',
    'Empty ones: run 2_migrate.sql again. Others were written past the trigger: set both columns to the value that counts.',
    'id::text', $rows$public.users
             WHERE NOT (_sg_20260101000000_new_age IS NOT DISTINCT FROM age::bigint)$rows$);
$ddl$);

-- c4 · Rows that violate check users.people_full_name_check would stop this file later on.
CALL pg_temp.look('c4', $ddl$
CALL pg_temp.stop_if('rows of users', 'violate check users.people_full_name_check',
    'Correct them, or change the rule in the declaration.',
    'id::text', $rows$public.users
             WHERE NOT (length(name) > 0)$rows$);
$ddl$);

-- c5 · Rows that violate foreign key notes.notes_author_id_fkey would stop this file later on.
CALL pg_temp.look('c5', $ddl$
CALL pg_temp.stop_if('rows of notes', 'refer to rows that are not there and would violate foreign key notes.notes_author_id_fkey',
    'Correct or delete them, or add the rows that they refer to.',
    'child.author_id::text', $rows$public.notes child
             WHERE child.author_id IS NOT NULL
               AND NOT EXISTS (SELECT FROM public.users parent WHERE parent.id = child.author_id)$rows$, sorts => true);
$ddl$);

-- c6 · No write of any kind can part both forms of author_id from here on.
CALL pg_temp.under_lock('c6', '{public.notes}', $ddl$
ALTER TABLE public.notes DROP CONSTRAINT IF EXISTS _sg_20260101000000_equal_notes;
ALTER TABLE public.notes ADD CONSTRAINT _sg_20260101000000_equal_notes CHECK (author_id IS NOT DISTINCT FROM user_id) NOT VALID;
$ddl$);

-- c7 · The same for the rows that are there; writers are not blocked.
CALL pg_temp.under_lock('c7', '{public.notes}', $ddl$
ALTER TABLE public.notes VALIDATE CONSTRAINT _sg_20260101000000_equal_notes;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c8 · No write of any kind can part both forms of _sg_20260101000000_new_age from here on.
CALL pg_temp.under_lock('c8', '{public.users}', $ddl$
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS _sg_20260101000000_equal_users;
ALTER TABLE public.users ADD CONSTRAINT _sg_20260101000000_equal_users CHECK (_sg_20260101000000_new_age IS NOT DISTINCT FROM age::bigint) NOT VALID;
$ddl$);

-- c9 · The same for the rows that are there; writers are not blocked.
CALL pg_temp.under_lock('c9', '{public.users}', $ddl$
ALTER TABLE public.users VALIDATE CONSTRAINT _sg_20260101000000_equal_users;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c10 · What stands ready, with its indexes and constraints, takes the place of the old form, and only the catalog changes: users.age in its new type. Made anew around it: view people. A prepared statement that returns a column in its old type fails until it is prepared anew. INSERT and COPY without a list of columns: users.age stands last from here on.
CALL pg_temp.under_lock('c10', '{public.users,public.people}', $ddl$
CREATE TEMP TABLE _sg_privileges_people AS
WITH object AS (
    SELECT 'TABLE public.people' AS grant_on, 'VIEW public.people' AS alter_on, relacl AS acl, relowner AS owner, oid AS relation
      FROM pg_class WHERE oid = 'public.people'::regclass
), granted AS (
    SELECT object.grant_on, '' AS columns, acl.* FROM object CROSS JOIN aclexplode(object.acl) acl
    UNION ALL
    SELECT object.grant_on, format('(%I)', a.attname), acl.*
      FROM object JOIN pg_attribute a ON a.attrelid = object.relation CROSS JOIN aclexplode(a.attacl) acl
)
SELECT 1 AS position, format('ALTER %s OWNER TO %I', alter_on, pg_get_userbyid(owner)) AS statement
  FROM object WHERE pg_get_userbyid(owner) <> current_user
UNION ALL
SELECT 2, format('REVOKE ALL ON %s FROM PUBLIC', grant_on) FROM object WHERE acl IS NOT NULL
UNION ALL
SELECT 3, format('GRANT %s %s ON %s TO %s%s', privilege_type, columns, grant_on,
                 CASE WHEN grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(grantee)) END,
                 CASE WHEN is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
  FROM granted;
CALL pg_temp.take_down(ARRAY[['column', 'public.users', 'age', 'replaced'], ['relation', 'public.people', '', 'replaced']]);
ALTER TABLE public.users VALIDATE CONSTRAINT _sg_20260101000000_equal_users;
ALTER TABLE public.users DROP CONSTRAINT _sg_20260101000000_equal_users;
DROP TRIGGER IF EXISTS zz_sg_20260101000000_users ON public.users;
DROP FUNCTION IF EXISTS public._sg_20260101000000_users();
DROP VIEW IF EXISTS public.people;
ALTER TABLE public.users DROP COLUMN age;
ALTER TABLE public.users RENAME COLUMN _sg_20260101000000_new_age TO age;
ALTER TABLE public.users ALTER COLUMN age SET DEFAULT 18;
ALTER INDEX public._sg_20260101000000_new_people_age RENAME TO people_age;
CREATE VIEW public.people WITH (security_invoker = 'true') AS
SELECT id, name AS full_name, age, level FROM public.users;
COMMENT ON VIEW public.people IS 'schemagen: the new name of table public.users until contract';
DO $$
DECLARE
    _sg_privilege record;
BEGIN
    FOR _sg_privilege IN SELECT statement FROM pg_temp._sg_privileges_people ORDER BY position LOOP
        EXECUTE _sg_privilege.statement;
    END LOOP;
END
$$;
DROP TABLE pg_temp._sg_privileges_people;
CALL pg_temp.put_up();
$ddl$);

-- c11 · The planner of queries learns what has taken its place.
CALL pg_temp.under_lock('c11', '{public.users}', $ddl$
ANALYZE public.users;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c12 · New rows must obey check users.people_full_name_check from here on.
CALL pg_temp.under_lock('c12', '{public.users}', $ddl$
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS people_full_name_check;
ALTER TABLE public.users ADD CONSTRAINT people_full_name_check CHECK (length(name) > 0) NOT VALID;
$ddl$);

-- c13 · Existing rows are checked against check users.people_full_name_check without blocking writers.
CALL pg_temp.under_lock('c13', '{public.users}', $ddl$
ALTER TABLE public.users VALIDATE CONSTRAINT people_full_name_check;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c14 · New rows must obey foreign key notes.notes_author_id_fkey.
CALL pg_temp.under_lock('c14', '{public.notes,public.users}', $ddl$
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_constraint WHERE conrelid = 'public.notes'::regclass AND conname = 'notes_author_id_fkey') THEN
        ALTER TABLE public.notes ADD CONSTRAINT notes_author_id_fkey FOREIGN KEY (author_id) REFERENCES public.users (id) ON DELETE CASCADE NOT VALID;
    END IF;
END
$$;
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

-- c15 · Existing rows are checked against foreign key notes.notes_author_id_fkey without blocking writers.
CALL pg_temp.under_lock('c15', '{public.notes}', $ddl$
ALTER TABLE public.notes VALIDATE CONSTRAINT notes_author_id_fkey;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c16 · Only the old application's queries use index notes.notes_user_id_idx.
SELECT pg_temp.begins('c16') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public.notes_user_id_idx;
SET lock_timeout = '200ms';
CALL pg_temp.done('c16');
\endif

-- c17 · What stands ready, with its indexes and constraints, takes the place of the old form, and only the catalog changes: notes.author_id for user_id.
CALL pg_temp.under_lock('c17', '{public.notes}', $ddl$
ALTER TABLE public.notes RENAME COLUMN author_id TO _sg_aside_author_id;
ALTER TABLE public.notes RENAME COLUMN user_id TO author_id;
CALL pg_temp.take_down(ARRAY[['column', 'public.notes', 'author_id', 'replaced']], drops => false);
ALTER TABLE public.notes RENAME COLUMN author_id TO user_id;
ALTER TABLE public.notes RENAME COLUMN _sg_aside_author_id TO author_id;
CALL pg_temp.drop_carried();
ALTER TABLE public.notes VALIDATE CONSTRAINT _sg_20260101000000_equal_notes;
ALTER TABLE public.notes DROP CONSTRAINT _sg_20260101000000_equal_notes;
DROP TRIGGER IF EXISTS zz_sg_20260101000000_notes ON public.notes;
DROP FUNCTION IF EXISTS public._sg_20260101000000_notes();
DROP TRIGGER IF EXISTS "!_sg_20260101000000_notes" ON public.notes;
DROP FUNCTION IF EXISTS public._sg_20260101000000_back_notes();
ALTER TABLE public.notes DROP COLUMN user_id;
CALL pg_temp.put_up();
$ddl$);

-- c18 · The planner of queries learns what has taken its place.
CALL pg_temp.under_lock('c18', '{public.notes}', $ddl$
ANALYZE public.notes;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c19 · The old application is gone: table users takes its new name people, and the view makes way.
CALL pg_temp.under_lock('c19', '{public.people,public.users}', $ddl$
DROP VIEW IF EXISTS public.people;
ALTER TABLE public.users RENAME TO people;
ALTER TABLE public.people RENAME COLUMN name TO full_name;
$ddl$);

CALL pg_temp.end_file(last => true);
