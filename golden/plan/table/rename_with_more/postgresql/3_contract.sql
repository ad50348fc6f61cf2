-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c9 on, because of steps c9, c11 and c16.
-- Until contract the new application has to obey rules that it no longer states: step c15.
--
--   "Old Users"  ~ column _sg_20260101000000_new_rank: both forms held together, both forms proved equal
--                ~ column level: NOT NULL for new rows, proved for existing rows, NOT NULL
--                ~ column rank: the new form in place of the old one
--                ~ table: trigger dropped
--                · c10: The planner of queries learns what has taken its place.
--                + check level_positive: proved for existing rows
--   named        ~ view
--   order        ~ view
--                ~ table: renamed
--                ~ column given_name: renamed
--   ranked       ~ view
--   notes        ~ foreign key notes_user_id_fkey: new form added beside the old one, proved for existing rows
--
-- Strongest locks: "Old Users" access-exclusive, named access-exclusive, order access-exclusive, ranked access-exclusive, notes access-exclusive.
-- Reads in full: "Old Users", notes.
-- Stops before it changes anything when rows would violate a rule further down: steps c2 and c3.
-- Fails, and changes nothing, when existing rows violate the new rule: steps c5 and c12.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{"public.\"Old Users\"","public.\"order\"",public.marks,public.notes}',
    marker => 'public._sg_20260101000000()', after => '2_migrate.sql');

-- c1 · What schemagen does not know and cannot carry over would be lost or stop this file: it is looked for first.
CALL pg_temp.look('c1', $ddl$
CALL pg_temp.require_known(ARRAY[['column', 'public."Old Users"', 'rank', 'replaced'], ['relation', 'public.named', '', 'replaced'], ['relation', 'public.ranked', '', 'replaced']],
    known => '{public.Old Users Old Users_pkey,public.Old Users Old Users_user_key,public.Old Users by_first,public.Old Users by_level,public.Old Users first,public.Old Users level_positive,public.marks marks_pkey,public.marks marks_user_id_fkey,public.notes notes_pkey,public.notes notes_user_id_fkey}');
$ddl$);

-- c2 · The old form is about to go: both forms of table "Old Users" are compared once more, as they are stored, whoever has written them.
CALL pg_temp.look('c2', $ddl$
CALL pg_temp.stop_if('rows of "Old Users"', 'do not have in _sg_20260101000000_new_rank the value of rank',
    'Empty ones: run 2_migrate.sql again. Others were written past the trigger: set both columns to the value that counts.',
    'id::text', $rows$public."Old Users"
             WHERE NOT (_sg_20260101000000_new_rank IS NOT DISTINCT FROM rank::bigint)$rows$);
$ddl$);

-- c3 · Rows that violate check "Old Users".level_positive would stop this file later on.
CALL pg_temp.look('c3', $ddl$
CALL pg_temp.stop_if('rows of "Old Users"', 'violate check "Old Users".level_positive',
    'Correct them, or change the rule in the declaration.',
    'id::text', $rows$public."Old Users"
             WHERE NOT (level >= 0)$rows$);
$ddl$);

-- c4 · No write of any kind can part both forms of _sg_20260101000000_new_rank from here on.
CALL pg_temp.under_lock('c4', '{"public.\"Old Users\""}', $ddl$
ALTER TABLE public."Old Users" DROP CONSTRAINT IF EXISTS "_sg_20260101000000_equal_Old Users";
ALTER TABLE public."Old Users" ADD CONSTRAINT "_sg_20260101000000_equal_Old Users" CHECK (_sg_20260101000000_new_rank IS NOT DISTINCT FROM rank::bigint) NOT VALID;
$ddl$);

-- c5 · The same for the rows that are there; writers are not blocked.
CALL pg_temp.under_lock('c5', '{"public.\"Old Users\""}', $ddl$
ALTER TABLE public."Old Users" VALIDATE CONSTRAINT "_sg_20260101000000_equal_Old Users";
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c6 · New rows must have a value of "Old Users".level from here on.
CALL pg_temp.under_lock('c6', '{"public.\"Old Users\""}', $ddl$
ALTER TABLE public."Old Users" DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_level;
ALTER TABLE public."Old Users" ADD CONSTRAINT _sg_20260101000000_nn_level CHECK (level IS NOT NULL) NOT VALID;
$ddl$);

-- c7 · Looks at the existing rows for "Old Users".level without blocking writers.
CALL pg_temp.under_lock('c7', '{"public.\"Old Users\""}', $ddl$
ALTER TABLE public."Old Users" VALIDATE CONSTRAINT _sg_20260101000000_nn_level;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c8 · NOT NULL of "Old Users".level, for free: the check above has proved it.
CALL pg_temp.under_lock('c8', '{"public.\"Old Users\""}', $ddl$
ALTER TABLE public."Old Users" ALTER COLUMN level SET NOT NULL;
ALTER TABLE public."Old Users" DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_level;
$ddl$);

-- c9 · What stands ready, with its indexes and constraints, takes the place of the old form, and only the catalog changes: "Old Users".rank in its new type. Made anew around it: view named, view order, view ranked. A prepared statement that returns a column in its old type fails until it is prepared anew. INSERT and COPY without a list of columns: "Old Users".rank stands last from here on.
CALL pg_temp.under_lock('c9', '{"public.\"Old Users\"",public.named,"public.\"order\"",public.ranked}', $ddl$
CREATE TEMP TABLE _sg_privileges_named AS
WITH object AS (
    SELECT 'TABLE public.named' AS grant_on, 'VIEW public.named' AS alter_on, relacl AS acl, relowner AS owner, oid AS relation
      FROM pg_class WHERE oid = 'public.named'::regclass
    UNION ALL
    SELECT 'TABLE public."order"' AS grant_on, 'VIEW public."order"' AS alter_on, relacl AS acl, relowner AS owner, oid AS relation
      FROM pg_class WHERE oid = 'public."order"'::regclass
    UNION ALL
    SELECT 'TABLE public.ranked' AS grant_on, 'VIEW public.ranked' AS alter_on, relacl AS acl, relowner AS owner, oid AS relation
      FROM pg_class WHERE oid = 'public.ranked'::regclass
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
CALL pg_temp.take_down(ARRAY[['column', 'public."Old Users"', 'rank', 'replaced'], ['relation', 'public.named', '', 'replaced'], ['relation', 'public."order"', '', 'replaced'], ['relation', 'public.ranked', '', 'replaced']]);
ALTER TABLE public."Old Users" VALIDATE CONSTRAINT "_sg_20260101000000_equal_Old Users";
ALTER TABLE public."Old Users" DROP CONSTRAINT "_sg_20260101000000_equal_Old Users";
DROP TRIGGER IF EXISTS "zz_sg_20260101000000_Old Users" ON public."Old Users";
DROP FUNCTION IF EXISTS public."_sg_20260101000000_Old Users"();
DROP VIEW IF EXISTS public.ranked;
DROP VIEW IF EXISTS public."order";
DROP VIEW IF EXISTS public.named;
ALTER TABLE public."Old Users" DROP COLUMN rank;
ALTER TABLE public."Old Users" RENAME COLUMN _sg_20260101000000_new_rank TO rank;
CREATE VIEW public.named AS
select id, "user" from "Old Users" where rank > 0;
CREATE VIEW public."order" WITH (security_invoker = 'true') AS
SELECT id, "user", first AS given_name, rank, level FROM public."Old Users";
COMMENT ON VIEW public."order" IS 'schemagen: the new name of table public."Old Users" until contract';
CREATE VIEW public.ranked AS
select id, rank from "Old Users";
DO $$
DECLARE
    _sg_privilege record;
BEGIN
    FOR _sg_privilege IN SELECT statement FROM pg_temp._sg_privileges_named ORDER BY position LOOP
        EXECUTE _sg_privilege.statement;
    END LOOP;
END
$$;
DROP TABLE pg_temp._sg_privileges_named;
CALL pg_temp.put_up();
$ddl$);

-- c10 · The planner of queries learns what has taken its place.
CALL pg_temp.under_lock('c10', '{"public.\"Old Users\""}', $ddl$
ANALYZE public."Old Users";
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c11 · New rows must obey check "Old Users".level_positive from here on.
CALL pg_temp.under_lock('c11', '{"public.\"Old Users\""}', $ddl$
ALTER TABLE public."Old Users" DROP CONSTRAINT IF EXISTS level_positive;
ALTER TABLE public."Old Users" ADD CONSTRAINT level_positive CHECK (level >= 0) NOT VALID;
$ddl$);

-- c12 · Existing rows are checked against check "Old Users".level_positive without blocking writers.
CALL pg_temp.under_lock('c12', '{"public.\"Old Users\""}', $ddl$
ALTER TABLE public."Old Users" VALIDATE CONSTRAINT level_positive;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c13 · The new form of foreign key notes.notes_user_id_fkey is added beside the old one, for new rows.
CALL pg_temp.under_lock('c13', '{public.notes}', $ddl$
ALTER TABLE public.notes DROP CONSTRAINT IF EXISTS _sg_20260101000000_new_notes_user_id_fkey;
ALTER TABLE public.notes ADD CONSTRAINT _sg_20260101000000_new_notes_user_id_fkey FOREIGN KEY (user_id) REFERENCES public."Old Users" (id) ON DELETE CASCADE NOT VALID;
$ddl$, also => '{"public.\"Old Users\""}');

-- c14 · Existing rows are checked against the new form of foreign key notes.notes_user_id_fkey without blocking writers.
CALL pg_temp.under_lock('c14', '{public.notes}', $ddl$
ALTER TABLE public.notes VALIDATE CONSTRAINT _sg_20260101000000_new_notes_user_id_fkey;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c15 · The new form of foreign key notes.notes_user_id_fkey takes the place of the old one.
CALL pg_temp.under_lock('c15', '{public.notes,"public.\"Old Users\""}', $ddl$
ALTER TABLE public.notes DROP CONSTRAINT IF EXISTS notes_user_id_fkey;
ALTER TABLE public.notes RENAME CONSTRAINT _sg_20260101000000_new_notes_user_id_fkey TO notes_user_id_fkey;
$ddl$);

-- c16 · The old application is gone: table "Old Users" takes its new name order, and the view makes way.
CALL pg_temp.under_lock('c16', '{"public.\"order\"","public.\"Old Users\""}', $ddl$
DROP VIEW IF EXISTS public."order";
ALTER TABLE public."Old Users" RENAME TO "order";
ALTER TABLE public."order" RENAME COLUMN first TO given_name;
$ddl$);

CALL pg_temp.end_file(last => true);
