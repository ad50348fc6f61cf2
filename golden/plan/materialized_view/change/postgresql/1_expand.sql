-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate and contract.
--
--   names  ~ index names_id
--          ~ materialized view
--   on_it  ~ view
--
-- Strongest locks: on_it access-exclusive, names access-exclusive.
-- Reads in full: users, names.
-- Reads all rows while others wait: step e2.
-- Writers wait while this runs: step e2.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.names}',
    marker => 'public._sg_20260101000000()',
    has => '{"view public.names: SELECT id, name FROM users",materialized view public.names}');

-- e1 · What schemagen does not know and cannot carry over would stop a later step: it is looked for first.
CALL pg_temp.look('e1', $ddl$
CALL pg_temp.require_known(ARRAY[['relation', 'public.on_it', '', 'replaced'], ['relation', 'public.names', '', 'replaced']],
    known => '{public.names names_id}');
$ddl$);

-- e2 · Changes materialized view names; in the same transaction made anew: index names.names_id and view on_it.
CALL pg_temp.under_lock('e2', '{public.on_it}', $ddl$
CREATE TEMP TABLE _sg_privileges_on_it AS
WITH object AS (
    SELECT 'TABLE public.on_it' AS grant_on, 'VIEW public.on_it' AS alter_on, relacl AS acl, relowner AS owner, oid AS relation
      FROM pg_class WHERE oid = 'public.on_it'::regclass
    UNION ALL
    SELECT 'TABLE public.names' AS grant_on, 'MATERIALIZED VIEW public.names' AS alter_on, relacl AS acl, relowner AS owner, oid AS relation
      FROM pg_class WHERE oid = 'public.names'::regclass
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
CALL pg_temp.take_down(ARRAY[['relation', 'public.on_it', '', 'replaced'], ['relation', 'public.names', '', 'replaced']]);
DROP VIEW IF EXISTS public.on_it;
DROP INDEX IF EXISTS public.names_id;
DROP MATERIALIZED VIEW IF EXISTS public.names;
CREATE MATERIALIZED VIEW public.names AS
SELECT id, name FROM users WHERE id > 1;
COMMENT ON MATERIALIZED VIEW public.names IS 'New';
CREATE UNIQUE INDEX names_id ON public.names USING btree (id);
CREATE VIEW public.on_it AS
SELECT id FROM names;
DO $$
DECLARE
    _sg_privilege record;
BEGIN
    FOR _sg_privilege IN SELECT statement FROM pg_temp._sg_privileges_on_it ORDER BY position LOOP
        EXECUTE _sg_privilege.statement;
    END LOOP;
END
$$;
DROP TABLE pg_temp._sg_privileges_on_it;
CALL pg_temp.put_up();
$ddl$);

CALL pg_temp.end_file(last => true);
