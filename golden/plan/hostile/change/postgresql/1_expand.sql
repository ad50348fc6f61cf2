-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before.
--
--   "Order By"            ~ table: kept true by a trigger
--                         + column group
--                         ~ check Order By_quo"te_check: old or new rule
--                         - check check --me
--                         ~ index Index 'of' "it": old form set aside, new form built
--   "View; DROP TABLE x"  ~ view
--
-- Strongest locks: "Order By" access-exclusive, "Order By"."Index 'of' ""it""" share-update-exclusive, "View; DROP TABLE x" access-exclusive.
-- Reads in full: "Order By".
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{"public.\"Order By\""}',
    marker => 'public._sg_20260101000000()',
    has => '{column public.Order By.semi;colon,constraint public.Order By.Order By_ünï ☃_key,constraint public.Order By.check --me,index public.Order By_ünï ☃_key,column public.Order By.dot.ted,"constraint public.Order By.Order By_quo\"te_check",constraint public.Order By.Order By_single''quote_fkey,"index public.Index ''of'' \"it\"",view public.View; DROP TABLE x}',
    lacks => '{column public.Order By.group,constraint public.Order By.Order By_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx_key,valid index public.Order By_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx_key}');

-- e1 · What schemagen does not know and cannot carry over would stop a later step: it is looked for first.
CALL pg_temp.look('e1', $ddl$
CALL pg_temp.require_known(ARRAY[['column', 'public."Order By"', 'semi;colon', 'gone'], ['relation', 'public."View; DROP TABLE x"', '', 'replaced']],
    known => '{"public.Order By Index ''of'' \"it\"",public.Order By Order By_pkey,"public.Order By Order By_quo\"te_check",public.Order By Order By_single''quote_fkey,public.Order By Order By_single''quote_idx,public.Order By Order By_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx_key,public.Order By Order By_ünï ☃_key,public.Order By check --me,public.Order By ünï ☃}');
$ddl$);

-- e2 · A trigger on table "Order By" fills in dot.ted for the old application. Its name lets it fire last.
CALL pg_temp.under_lock('e2', '{"public.\"Order By\""}', $ddl$
CREATE OR REPLACE FUNCTION public."_sg_20260101000000_Order By"() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp
    SET TimeZone = 'UTC' SET DateStyle = 'ISO, YMD' SET IntervalStyle = 'postgres' SET bytea_output = 'hex'
    SET standard_conforming_strings = on AS $$
BEGIN
    IF NEW."dot.ted" IS NULL THEN
        NEW."dot.ted" := ('a;b');
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER "zz_sg_20260101000000_Order By" BEFORE INSERT OR UPDATE ON public."Order By"
    FOR EACH ROW EXECUTE FUNCTION public."_sg_20260101000000_Order By"();
ALTER TABLE public."Order By" ENABLE ALWAYS TRIGGER "zz_sg_20260101000000_Order By";
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

-- e3 · New column "Order By".group: only the catalog changes.
CALL pg_temp.under_lock('e3', '{"public.\"Order By\""}', $ddl$
ALTER TABLE public."Order By" ADD COLUMN IF NOT EXISTS "group" text;
$ddl$);

-- e4 · Until contract a row has to obey the old or the new rule of check "Order By"."Order By_quo""te_check", so that both applications can write.
CALL pg_temp.under_lock('e4', '{"public.\"Order By\""}', $ddl$
ALTER TABLE public."Order By" DROP CONSTRAINT IF EXISTS "_sg_20260101000000_either_Order By_quo""te_check";
ALTER TABLE public."Order By" ADD CONSTRAINT "_sg_20260101000000_either_Order By_quo""te_check" CHECK (("quo""te" <> '') OR (length("quo""te") > 0)) NOT VALID;
ALTER TABLE public."Order By" DROP CONSTRAINT IF EXISTS "Order By_quo""te_check";
$ddl$);

-- e5 · The new application does not obey check "Order By"."check --me" any more.
CALL pg_temp.under_lock('e5', '{"public.\"Order By\""}', $ddl$
ALTER TABLE public."Order By" DROP CONSTRAINT IF EXISTS "check --me";
$ddl$);

-- e6 · The old index "Order By"."Index 'of' ""it""" serves on under another name while the new one is built.
CALL pg_temp.run('e6', $ddl$
DO $$
BEGIN
    IF to_regclass('public."_sg_20260101000000_old_Index ''of'' ""it"""') IS NULL THEN
        ALTER INDEX IF EXISTS public."Index 'of' ""it""" RENAME TO "_sg_20260101000000_old_Index 'of' ""it""";
    END IF;
END
$$;
$ddl$);

-- e7 · Index "Order By"."Index 'of' ""it""", built without blocking writers. What an interrupted build left behind is removed first.
SELECT pg_temp.begins('e7', builds => 'public."Index ''of'' ""it"""') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public."Index ''of'' ""it"""') AND NOT indisvalid) THEN
        DROP INDEX public."Index 'of' ""it""";
    END IF;
END
$$;
CREATE INDEX CONCURRENTLY IF NOT EXISTS "Index 'of' ""it""" ON public."Order By" USING btree ("dot.ted", (upper("quo""te")));
SET lock_timeout = '200ms';
CALL pg_temp.done('e7');
\endif

-- e8 · Changes view "View; DROP TABLE x".
CALL pg_temp.under_lock('e8', '{"public.\"View; DROP TABLE x\""}', $ddl$
CREATE TEMP TABLE "_sg_privileges_View; DROP TABLE x" AS
WITH object AS (
    SELECT 'TABLE public."View; DROP TABLE x"' AS grant_on, 'VIEW public."View; DROP TABLE x"' AS alter_on, relacl AS acl, relowner AS owner, oid AS relation
      FROM pg_class WHERE oid = 'public."View; DROP TABLE x"'::regclass
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
CALL pg_temp.take_down(ARRAY[['relation', 'public."View; DROP TABLE x"', '', 'replaced']]);
DROP VIEW IF EXISTS public."View; DROP TABLE x";
CREATE VIEW public."View; DROP TABLE x" AS
SELECT "select", "dot.ted", "group" FROM "Order By";
DO $$
DECLARE
    _sg_privilege record;
BEGIN
    FOR _sg_privilege IN SELECT statement FROM pg_temp."_sg_privileges_View; DROP TABLE x" ORDER BY position LOOP
        EXECUTE _sg_privilege.statement;
    END LOOP;
END
$$;
DROP TABLE pg_temp."_sg_privileges_View; DROP TABLE x";
CALL pg_temp.put_up();
$ddl$);

CALL pg_temp.end_file();
