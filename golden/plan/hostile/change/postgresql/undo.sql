-- 20260101000000_golden · undo of expand and migrate, and of contract as long as it has only tightened
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
-- Lost, with all that has been written to it: column "Order By".group.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{"public.\"Order By\""}',
    marker => 'public._sg_20260101000000()',
    "unless" => '{c7,c10,c15,c16,c17}');

-- takes back c13: The new form of foreign key "Order By"."Order By_single'quote_fkey" is added beside the old one, for new rows.
CALL pg_temp.take_back('c13', '{"public.\"Order By\""}', $ddl$
ALTER TABLE public."Order By" DROP CONSTRAINT IF EXISTS "_sg_20260101000000_new_Order By_single'quote_fkey";
$ddl$);

-- takes back c11: New rows must obey check "Order By"."Order By_quo""te_check" from here on.
CALL pg_temp.take_back('c11', '{"public.\"Order By\""}', $ddl$
ALTER TABLE public."Order By" DROP CONSTRAINT IF EXISTS "Order By_quo""te_check";
$ddl$);

-- takes back c9: Unique constraint "Order By"."Order By_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx_key" takes over the index.
CALL pg_temp.take_back('c9', '{"public.\"Order By\""}', $ddl$
ALTER TABLE public."Order By" DROP CONSTRAINT IF EXISTS "Order By_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx_key";
$ddl$);

-- takes back c8: A unique index for unique constraint "Order By"."Order By_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx_key", built without blocking writers.
SELECT pg_temp.was_begun('c8') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public."Order By_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx_key";
SET lock_timeout = '200ms';
\endif

-- takes back c6: NOT NULL of "Order By"."dot.ted", for free: the check above has proved it.
CALL pg_temp.take_back('c6', '{"public.\"Order By\""}', $ddl$
ALTER TABLE public."Order By" ALTER COLUMN "dot.ted" DROP NOT NULL;
$ddl$);

-- takes back c4: New rows must have a value of "Order By"."dot.ted" from here on.
CALL pg_temp.take_back('c4', '{"public.\"Order By\""}', $ddl$
ALTER TABLE public."Order By" DROP CONSTRAINT IF EXISTS "_sg_20260101000000_nn_dot.ted";
$ddl$);

-- takes back e8: Changes view "View; DROP TABLE x".
CALL pg_temp.take_back('e8', '{"public.\"View; DROP TABLE x\""}', $ddl$
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
SELECT "select", "dot.ted" FROM "Order By";
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

-- takes back e7: Index "Order By"."Index 'of' ""it""", built without blocking writers.
SELECT pg_temp.was_begun('e7') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DO $$
BEGIN
    IF to_regclass('public."_sg_20260101000000_old_Index ''of'' ""it"""') IS NOT NULL THEN
        ALTER INDEX IF EXISTS public."Index 'of' ""it""" RENAME TO "_sg_20260101000000_new_Index 'of' ""it""";
        ALTER INDEX IF EXISTS public."_sg_20260101000000_old_Index 'of' ""it""" RENAME TO "Index 'of' ""it""";
    END IF;
END
$$;
DROP INDEX CONCURRENTLY IF EXISTS public."_sg_20260101000000_new_Index 'of' ""it""";
SET lock_timeout = '200ms';
\endif

-- takes back e6: The old index "Order By"."Index 'of' ""it""" serves on under another name while the new one is built.
CALL pg_temp.take_back('e6', '{}', $ddl$
ALTER INDEX IF EXISTS public."_sg_20260101000000_old_Index 'of' ""it""" RENAME TO "Index 'of' ""it""";
$ddl$);

-- takes back e5: The new application does not obey check "Order By"."check --me" any more.
CALL pg_temp.take_back('e5', '{"public.\"Order By\""}', $ddl$
ALTER TABLE public."Order By" ADD CONSTRAINT "check --me" CHECK ("semi;colon" > 0 or "dot.ted" is null) NOT VALID;
$ddl$, more => true);

-- looks at existing rows after e5: The new application does not obey check "Order By"."check --me" any more.
CALL pg_temp.take_back('e5', '{"public.\"Order By\""}', $ddl$
DO $$
BEGIN
    ALTER TABLE public."Order By" VALIDATE CONSTRAINT "check --me";
EXCEPTION WHEN check_violation OR foreign_key_violation THEN
    RAISE WARNING 'Rows of the new application break %; it holds for new rows only', 'check "Order By"."check --me"';
END
$$;
$ddl$);

-- takes back e4: Until contract a row has to obey the old or the new rule of check "Order By"."Order By_quo""te_check", so that both applications can write.
CALL pg_temp.take_back('e4', '{"public.\"Order By\""}', $ddl$
ALTER TABLE public."Order By" DROP CONSTRAINT IF EXISTS "Order By_quo""te_check";
ALTER TABLE public."Order By" ADD CONSTRAINT "Order By_quo""te_check" CHECK ("quo""te" <> '') NOT VALID;
ALTER TABLE public."Order By" DROP CONSTRAINT IF EXISTS "_sg_20260101000000_either_Order By_quo""te_check";
$ddl$, more => true);

-- looks at existing rows after e4: Until contract a row has to obey the old or the new rule of check "Order By"."Order By_quo""te_check", so that both applications can write.
CALL pg_temp.take_back('e4', '{"public.\"Order By\""}', $ddl$
DO $$
BEGIN
    ALTER TABLE public."Order By" VALIDATE CONSTRAINT "Order By_quo""te_check";
EXCEPTION WHEN check_violation OR foreign_key_violation THEN
    RAISE WARNING 'Rows of the new application break %; it holds for new rows only', 'check "Order By"."Order By_quo""te_check"';
END
$$;
$ddl$);

-- takes back e3: New column "Order By".group: only the catalog changes.
CALL pg_temp.take_back('e3', '{"public.\"Order By\""}', $ddl$
ALTER TABLE public."Order By" DROP COLUMN IF EXISTS "group";
$ddl$);

-- takes back e2: A trigger on table "Order By" fills in dot.ted for the old application.
CALL pg_temp.take_back('e2', '{"public.\"Order By\""}', $ddl$
DROP TRIGGER IF EXISTS "zz_sg_20260101000000_Order By" ON public."Order By";
DROP FUNCTION IF EXISTS public."_sg_20260101000000_Order By"();
$ddl$);

CALL pg_temp.end_file(last => true);
