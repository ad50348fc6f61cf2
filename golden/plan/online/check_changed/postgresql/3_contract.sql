-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c7 on, because of steps c7, c9 and c11.
--
--   prices  ~ column _sg_20260101000000_new_rate: both forms held together, both forms proved equal
--           ~ column net becomes before_tax
--           + check _sg_20260101000000_new_prices_net_check: proved for existing rows
--           + check _sg_20260101000000_new_sensible: proved for existing rows
--           ~ column rate: the new form in place of the old one
--           ~ check prices_net_check
--           ~ check sensible
--           ~ table: trigger dropped
--           · c12: The planner of queries learns what has taken its place.
--
-- Strongest locks: prices access-exclusive.
-- Reads in full: prices.
-- Stops before it changes anything when rows would violate a rule further down: steps c2, c3 and c4.
-- Fails, and changes nothing, when existing rows violate the new rule: steps c6, c8 and c10.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.prices}',
    marker => 'public._sg_20260101000000()', after => '2_migrate.sql');

-- c1 · What schemagen does not know and cannot carry over would be lost or stop this file: it is looked for first.
CALL pg_temp.look('c1', $ddl$
CALL pg_temp.require_known(ARRAY[['column', 'public.prices', 'net', 'replaced'], ['column', 'public.prices', 'rate', 'replaced']],
    known => '{public.prices _sg_20260101000000_new_prices_net_check,public.prices _sg_20260101000000_new_sensible,public.prices prices_net_check,public.prices prices_pkey,public.prices sensible}');
$ddl$);

-- c2 · The old form is about to go: both forms of table prices are compared once more, as they are stored, whoever has written them.
CALL pg_temp.look('c2', $ddl$
CALL pg_temp.stop_if('rows of prices', 'do not have in _sg_20260101000000_new_rate the value of rate and in before_tax the value of net',
    'Empty ones: run 2_migrate.sql again. Others were written past the trigger: set both columns to the value that counts.',
    'id::text', $rows$public.prices
             WHERE NOT (_sg_20260101000000_new_rate IS NOT DISTINCT FROM rate::bigint) OR NOT (before_tax IS NOT DISTINCT FROM net)$rows$);
$ddl$);

-- c3 · Rows that violate check prices.prices_net_check would stop this file later on.
CALL pg_temp.look('c3', $ddl$
CALL pg_temp.stop_if('rows of prices', 'violate check prices.prices_net_check',
    'Correct them, or change the rule in the declaration.',
    'id::text', $rows$public.prices
             WHERE NOT (before_tax <= 100000)$rows$);
$ddl$);

-- c4 · Rows that violate check prices.sensible would stop this file later on.
CALL pg_temp.look('c4', $ddl$
CALL pg_temp.stop_if('rows of prices', 'violate check prices.sensible',
    'Correct them, or change the rule in the declaration.',
    'id::text', $rows$public.prices
             WHERE NOT (_sg_20260101000000_new_rate >= -100)$rows$);
$ddl$);

-- c5 · No write of any kind can part both forms of _sg_20260101000000_new_rate and before_tax from here on.
CALL pg_temp.under_lock('c5', '{public.prices}', $ddl$
ALTER TABLE public.prices DROP CONSTRAINT IF EXISTS _sg_20260101000000_equal_prices;
ALTER TABLE public.prices ADD CONSTRAINT _sg_20260101000000_equal_prices CHECK (_sg_20260101000000_new_rate IS NOT DISTINCT FROM rate::bigint AND before_tax IS NOT DISTINCT FROM net) NOT VALID;
$ddl$);

-- c6 · The same for the rows that are there; writers are not blocked.
CALL pg_temp.under_lock('c6', '{public.prices}', $ddl$
ALTER TABLE public.prices VALIDATE CONSTRAINT _sg_20260101000000_equal_prices;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c7 · New rows must obey check prices._sg_20260101000000_new_prices_net_check from here on.
CALL pg_temp.under_lock('c7', '{public.prices}', $ddl$
ALTER TABLE public.prices DROP CONSTRAINT IF EXISTS _sg_20260101000000_new_prices_net_check;
ALTER TABLE public.prices ADD CONSTRAINT _sg_20260101000000_new_prices_net_check CHECK (before_tax <= 100000) NOT VALID;
ALTER TABLE public.prices DROP CONSTRAINT IF EXISTS _sg_20260101000000_either_prices_net_check;
$ddl$);

-- c8 · Existing rows are checked against check prices._sg_20260101000000_new_prices_net_check without blocking writers.
CALL pg_temp.under_lock('c8', '{public.prices}', $ddl$
ALTER TABLE public.prices VALIDATE CONSTRAINT _sg_20260101000000_new_prices_net_check;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c9 · New rows must obey check prices._sg_20260101000000_new_sensible from here on.
CALL pg_temp.under_lock('c9', '{public.prices}', $ddl$
ALTER TABLE public.prices DROP CONSTRAINT IF EXISTS _sg_20260101000000_new_sensible;
ALTER TABLE public.prices ADD CONSTRAINT _sg_20260101000000_new_sensible CHECK (_sg_20260101000000_new_rate >= -100) NOT VALID;
ALTER TABLE public.prices DROP CONSTRAINT IF EXISTS _sg_20260101000000_either_sensible;
$ddl$);

-- c10 · Existing rows are checked against check prices._sg_20260101000000_new_sensible without blocking writers.
CALL pg_temp.under_lock('c10', '{public.prices}', $ddl$
ALTER TABLE public.prices VALIDATE CONSTRAINT _sg_20260101000000_new_sensible;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c11 · What stands ready, with its indexes and constraints, takes the place of the old form, and only the catalog changes: prices.before_tax for net, prices.rate in its new type. A prepared statement that returns a column in its old type fails until it is prepared anew. INSERT and COPY without a list of columns: prices.before_tax stands last from here on.
CALL pg_temp.under_lock('c11', '{public.prices}', $ddl$
ALTER TABLE public.prices RENAME COLUMN before_tax TO _sg_aside_before_tax;
ALTER TABLE public.prices RENAME COLUMN net TO before_tax;
CALL pg_temp.take_down(ARRAY[['column', 'public.prices', 'before_tax', 'replaced'], ['column', 'public.prices', 'rate', 'replaced']], drops => false);
ALTER TABLE public.prices RENAME COLUMN before_tax TO net;
ALTER TABLE public.prices RENAME COLUMN _sg_aside_before_tax TO before_tax;
CALL pg_temp.drop_carried();
ALTER TABLE public.prices VALIDATE CONSTRAINT _sg_20260101000000_equal_prices;
ALTER TABLE public.prices DROP CONSTRAINT _sg_20260101000000_equal_prices;
DROP TRIGGER IF EXISTS zz_sg_20260101000000_prices ON public.prices;
DROP FUNCTION IF EXISTS public._sg_20260101000000_prices();
DROP TRIGGER IF EXISTS "!_sg_20260101000000_prices" ON public.prices;
DROP FUNCTION IF EXISTS public._sg_20260101000000_back_prices();
ALTER TABLE public.prices DROP CONSTRAINT IF EXISTS sensible;
ALTER TABLE public.prices DROP CONSTRAINT IF EXISTS prices_net_check;
ALTER TABLE public.prices DROP COLUMN net;
ALTER TABLE public.prices DROP COLUMN rate;
ALTER TABLE public.prices RENAME COLUMN _sg_20260101000000_new_rate TO rate;
ALTER TABLE public.prices RENAME CONSTRAINT _sg_20260101000000_new_prices_net_check TO prices_net_check;
ALTER TABLE public.prices RENAME CONSTRAINT _sg_20260101000000_new_sensible TO sensible;
CALL pg_temp.put_up();
$ddl$);

-- c12 · The planner of queries learns what has taken its place.
CALL pg_temp.under_lock('c12', '{public.prices}', $ddl$
ANALYZE public.prices;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

CALL pg_temp.end_file(last => true);
