-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c8 on, because of steps c8 and c11.
-- Until contract the new application has to obey rules that it no longer states: steps c10 and c15.
--
--   "Order By"  ~ column dot.ted: NOT NULL for new rows, proved for existing rows, NOT NULL
--               ~ table: trigger dropped
--               + unique constraint Order By_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx_key: index built
--               - unique constraint Order By_ünï ☃_key
--               + check Order By_quo"te_check: proved for existing rows
--               ~ foreign key Order By_single'quote_fkey: new form added beside the old one, proved for existing rows
--               ~ index Index 'of' "it": old form dropped
--               - column semi;colon
--
-- Lost for good, unless there is a backup: the values of column "Order By"."semi;colon".
-- Strongest locks: "Order By" access-exclusive.
-- Reads in full: "Order By".
-- Stops before it changes anything when rows would violate a rule further down: steps c2 and c3.
-- Fails, and changes nothing, when existing rows violate the new rule: step c12.
-- Fails when existing rows violate the new rule, and leaves an invalid index, which still checks new rows, until it is run again or undone: step c8.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{"public.\"Order By\""}',
    marker => 'public._sg_20260101000000()', after => '2_migrate.sql');

-- c1 · What schemagen does not know and cannot carry over would be lost or stop this file: it is looked for first.
CALL pg_temp.look('c1', $ddl$
CALL pg_temp.require_known(ARRAY[['column', 'public."Order By"', 'semi;colon', 'gone']],
    known => '{"public.Order By Index ''of'' \"it\"",public.Order By Order By_pkey,"public.Order By Order By_quo\"te_check",public.Order By Order By_single''quote_fkey,public.Order By Order By_single''quote_idx,public.Order By Order By_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx_key,public.Order By Order By_ünï ☃_key,public.Order By check --me,public.Order By ünï ☃}');
$ddl$);

-- c2 · Rows that violate unique constraint "Order By"."Order By_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx_key" would stop this file later on.
CALL pg_temp.look('c2', $ddl$
CALL pg_temp.stop_if('values of "Order By"', 'are there more than once and would violate unique constraint "Order By"."Order By_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx_key"',
    'Make them differ, or drop the rule from the declaration.',
    'value', $rows$(SELECT xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxy::text AS value FROM public."Order By" WHERE xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxy IS NOT NULL
                     GROUP BY xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxy HAVING count(*) > 1) repeated$rows$, sorts => true,
    none_if => $none$SELECT count(*) = count(DISTINCT hashtextextended(xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxy, 0)) FROM public."Order By" WHERE xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxy IS NOT NULL$none$);
$ddl$);

-- c3 · Rows that violate check "Order By"."Order By_quo""te_check" would stop this file later on.
CALL pg_temp.look('c3', $ddl$
CALL pg_temp.stop_if('rows of "Order By"', 'violate check "Order By"."Order By_quo""te_check"',
    'Correct them, or change the rule in the declaration.',
    '"select"::text', $rows$public."Order By"
             WHERE NOT (length("quo""te") > 0)$rows$);
$ddl$);

-- c4 · New rows must have a value of "Order By"."dot.ted" from here on.
CALL pg_temp.under_lock('c4', '{"public.\"Order By\""}', $ddl$
ALTER TABLE public."Order By" DROP CONSTRAINT IF EXISTS "_sg_20260101000000_nn_dot.ted";
ALTER TABLE public."Order By" ADD CONSTRAINT "_sg_20260101000000_nn_dot.ted" CHECK ("dot.ted" IS NOT NULL) NOT VALID;
$ddl$);

-- c5 · Looks at the existing rows for "Order By"."dot.ted" without blocking writers.
CALL pg_temp.under_lock('c5', '{"public.\"Order By\""}', $ddl$
ALTER TABLE public."Order By" VALIDATE CONSTRAINT "_sg_20260101000000_nn_dot.ted";
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c6 · NOT NULL of "Order By"."dot.ted", for free: the check above has proved it.
CALL pg_temp.under_lock('c6', '{"public.\"Order By\""}', $ddl$
ALTER TABLE public."Order By" ALTER COLUMN "dot.ted" SET NOT NULL;
ALTER TABLE public."Order By" DROP CONSTRAINT IF EXISTS "_sg_20260101000000_nn_dot.ted";
$ddl$);

-- c7 · The old application is gone, and with it the need for the trigger on table "Order By".
CALL pg_temp.under_lock('c7', '{"public.\"Order By\""}', $ddl$
DROP TRIGGER IF EXISTS "zz_sg_20260101000000_Order By" ON public."Order By";
DROP FUNCTION IF EXISTS public."_sg_20260101000000_Order By"();
$ddl$);

-- c8 · A unique index for unique constraint "Order By"."Order By_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx_key", built without blocking writers. What an interrupted build left is removed first.
SELECT pg_temp.begins('c8') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public."Order By_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx_key"') AND NOT indisvalid) THEN
        DROP INDEX public."Order By_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx_key";
    END IF;
END
$$;
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS "Order By_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx_key" ON public."Order By" (xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxy);
SET lock_timeout = '200ms';
CALL pg_temp.done('c8');
\endif

-- c9 · Unique constraint "Order By"."Order By_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx_key" takes over the index.
CALL pg_temp.under_lock('c9', '{"public.\"Order By\""}', $ddl$
ALTER TABLE public."Order By" ADD CONSTRAINT "Order By_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx_key" UNIQUE USING INDEX "Order By_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx_key";
$ddl$);

-- c10 · The old application may rely on unique constraint "Order By"."Order By_ünï ☃_key" until here.
CALL pg_temp.under_lock('c10', '{"public.\"Order By\""}', $ddl$
ALTER TABLE public."Order By" DROP CONSTRAINT IF EXISTS "Order By_ünï ☃_key";
$ddl$);

-- c11 · New rows must obey check "Order By"."Order By_quo""te_check" from here on.
CALL pg_temp.under_lock('c11', '{"public.\"Order By\""}', $ddl$
ALTER TABLE public."Order By" DROP CONSTRAINT IF EXISTS "Order By_quo""te_check";
ALTER TABLE public."Order By" ADD CONSTRAINT "Order By_quo""te_check" CHECK (length("quo""te") > 0) NOT VALID;
ALTER TABLE public."Order By" DROP CONSTRAINT IF EXISTS "_sg_20260101000000_either_Order By_quo""te_check";
$ddl$);

-- c12 · Existing rows are checked against check "Order By"."Order By_quo""te_check" without blocking writers.
CALL pg_temp.under_lock('c12', '{"public.\"Order By\""}', $ddl$
ALTER TABLE public."Order By" VALIDATE CONSTRAINT "Order By_quo""te_check";
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c13 · The new form of foreign key "Order By"."Order By_single'quote_fkey" is added beside the old one, for new rows.
CALL pg_temp.under_lock('c13', '{"public.\"Order By\""}', $ddl$
ALTER TABLE public."Order By" DROP CONSTRAINT IF EXISTS "_sg_20260101000000_new_Order By_single'quote_fkey";
ALTER TABLE public."Order By" ADD CONSTRAINT "_sg_20260101000000_new_Order By_single'quote_fkey" FOREIGN KEY ("single'quote") REFERENCES public."Order By" ("select") ON DELETE CASCADE NOT VALID;
$ddl$);

-- c14 · Existing rows are checked against the new form of foreign key "Order By"."Order By_single'quote_fkey" without blocking writers.
CALL pg_temp.under_lock('c14', '{"public.\"Order By\""}', $ddl$
ALTER TABLE public."Order By" VALIDATE CONSTRAINT "_sg_20260101000000_new_Order By_single'quote_fkey";
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c15 · The new form of foreign key "Order By"."Order By_single'quote_fkey" takes the place of the old one.
CALL pg_temp.under_lock('c15', '{"public.\"Order By\""}', $ddl$
ALTER TABLE public."Order By" DROP CONSTRAINT IF EXISTS "Order By_single'quote_fkey";
ALTER TABLE public."Order By" RENAME CONSTRAINT "_sg_20260101000000_new_Order By_single'quote_fkey" TO "Order By_single'quote_fkey";
$ddl$);

-- c16 · The old form of index "Order By"."Index 'of' ""it""" served the old application.
SELECT pg_temp.begins('c16') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public."_sg_20260101000000_old_Index 'of' ""it""";
SET lock_timeout = '200ms';
CALL pg_temp.done('c16');
\endif

-- c17 · Only the old application uses column "Order By"."semi;colon".
CALL pg_temp.under_lock('c17', '{"public.\"Order By\""}', $ddl$
ALTER TABLE public."Order By" DROP COLUMN IF EXISTS "semi;colon";
$ddl$);

CALL pg_temp.end_file(last => true);
