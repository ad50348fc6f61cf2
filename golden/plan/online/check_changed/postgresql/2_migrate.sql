-- 20260101000000_golden · 2 of 3: migrate
-- Moves and checks data; the old application works throughout.
-- Deploy the new application after this file.
--
--   prices  ~ column _sg_20260101000000_new_rate: filled, values verified, NOT NULL for new rows, proved for existing rows, NOT NULL
--           ~ column before_tax: filled, values verified, NOT NULL for new rows, proved for existing rows, NOT NULL
--           ~ table: statistics
--           · m4: Let the new application write table prices too; a row that is given both forms of a column must be given the same.
--
-- Strongest locks: prices access-exclusive.
-- Reads in full: prices.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '2_migrate.sql', '{public.prices}',
    marker => 'public._sg_20260101000000()', after => '1_expand.sql',
    "unless" => '{c11}');

-- m1 · Backfill _sg_20260101000000_new_rate, before_tax of table prices in batches.
CALL pg_temp.backfill('public.prices', '{id}',
    $set$_sg_20260101000000_new_rate = CASE WHEN _sg_20260101000000_new_rate IS DISTINCT FROM rate::bigint THEN rate::bigint ELSE _sg_20260101000000_new_rate END,
         before_tax = CASE WHEN (before_tax IS NULL AND (net) IS NOT NULL) THEN net ELSE before_tax END$set$,
    $missing$_sg_20260101000000_new_rate IS DISTINCT FROM rate::bigint
      OR (before_tax IS NULL AND (net) IS NOT NULL)$missing$);

-- m2 · The planner of queries learns what the new values look like.
CALL pg_temp.under_lock('m2', '{public.prices}', $ddl$
ANALYZE public.prices (_sg_20260101000000_new_rate, before_tax);
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m3 · What contract relies on, looked at and not assumed.
CALL pg_temp.look('m3', $ddl$
CALL pg_temp.stop_if('rows of prices', 'do not have in _sg_20260101000000_new_rate the value of rate and in before_tax the value of net',
    'Empty ones: run 2_migrate.sql again. Others were written past the trigger: set both columns to the value that counts.',
    'id::text', $rows$public.prices
             WHERE NOT (_sg_20260101000000_new_rate IS NOT DISTINCT FROM rate::bigint) OR NOT (before_tax IS NOT DISTINCT FROM net)$rows$);
$ddl$);

-- m4 · Let the new application write table prices too; a row that is given both forms of a column must be given the same.
CALL pg_temp.under_lock('m4', '{public.prices}', $ddl$
CREATE OR REPLACE TRIGGER "!_sg_20260101000000_prices" BEFORE INSERT OR UPDATE ON public.prices
    FOR EACH ROW EXECUTE FUNCTION public._sg_20260101000000_back_prices('old and new application');
ALTER TABLE public.prices ENABLE ALWAYS TRIGGER "!_sg_20260101000000_prices";
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

-- m5 · New rows must have a value of prices._sg_20260101000000_new_rate, prices.before_tax from here on.
CALL pg_temp.under_lock('m5', '{public.prices}', $ddl$
ALTER TABLE public.prices DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_rate, DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_before_tax;
ALTER TABLE public.prices ADD CONSTRAINT _sg_20260101000000_nn__sg_20260101000000_new_rate CHECK (_sg_20260101000000_new_rate IS NOT NULL) NOT VALID, ADD CONSTRAINT _sg_20260101000000_nn_before_tax CHECK (before_tax IS NOT NULL) NOT VALID;
$ddl$);

-- m6 · Looks at the existing rows for prices._sg_20260101000000_new_rate, prices.before_tax without blocking writers.
CALL pg_temp.under_lock('m6', '{public.prices}', $ddl$
ALTER TABLE public.prices VALIDATE CONSTRAINT _sg_20260101000000_nn__sg_20260101000000_new_rate, VALIDATE CONSTRAINT _sg_20260101000000_nn_before_tax;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- m7 · NOT NULL of prices._sg_20260101000000_new_rate, prices.before_tax, for free: the check above has proved it.
CALL pg_temp.under_lock('m7', '{public.prices}', $ddl$
ALTER TABLE public.prices ALTER COLUMN _sg_20260101000000_new_rate SET NOT NULL, ALTER COLUMN before_tax SET NOT NULL;
ALTER TABLE public.prices DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_rate, DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_before_tax;
$ddl$);

CALL pg_temp.end_file();
