-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c2 on.
-- Deploy the new application before this file.
-- This migration has nothing to do in expand and migrate.
--
--   t  + primary key: index built
--
-- Strongest locks: t access-exclusive.
-- Reads in full: t.
-- Stops before it changes anything when rows would violate a rule further down: step c1.
-- Fails when existing rows violate the new rule, and leaves an invalid index, which still checks new rows, until it is run again or undone: step c2.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.t}',
    marker => 'public._sg_20260101000000()',
    lacks => '{constraint public.t.t_pkey,valid index public.t_pkey}');

-- c1 · Rows that violate the primary key of t would stop this file later on.
CALL pg_temp.look('c1', $ddl$
CALL pg_temp.stop_if('values of t', 'are there more than once and would violate the primary key of t',
    'Make them differ, or drop the rule from the declaration.',
    'value', $rows$(SELECT (a, b)::text AS value FROM public.t WHERE a IS NOT NULL AND b IS NOT NULL
                     GROUP BY a, b HAVING count(*) > 1) repeated$rows$, sorts => true,
    none_if => $none$SELECT count(*) = count(DISTINCT hashtextextended(b, hashint8extended(a, 0))) FROM public.t WHERE a IS NOT NULL AND b IS NOT NULL$none$);
$ddl$);

-- c2 · A unique index for the primary key of t, built without blocking writers. What an interrupted build left is removed first.
SELECT pg_temp.begins('c2') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public.t_pkey') AND NOT indisvalid) THEN
        DROP INDEX public.t_pkey;
    END IF;
END
$$;
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS t_pkey ON public.t (a, b);
SET lock_timeout = '200ms';
CALL pg_temp.done('c2');
\endif

-- c3 · The primary key of t takes over the index.
CALL pg_temp.under_lock('c3', '{public.t}', $ddl$
ALTER TABLE public.t ADD CONSTRAINT t_pkey PRIMARY KEY USING INDEX t_pkey;
$ddl$);

CALL pg_temp.end_file(last => true);
