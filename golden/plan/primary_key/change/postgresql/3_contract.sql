-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c2 on.
-- Until contract the new application has to obey rules that it no longer states: step c3.
-- Deploy the new application before this file.
-- This migration has nothing to do in expand and migrate.
--
--   t  ~ primary key: index built, dropped
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
    has => '{constraint public.t.t_pkey,index public.t_pkey}');

-- c1 · Rows that violate the primary key of t would stop this file later on.
CALL pg_temp.look('c1', $ddl$
CALL pg_temp.stop_if('values of t', 'are there more than once and would violate the primary key of t',
    'Make them differ, or drop the rule from the declaration.',
    'value', $rows$(SELECT (b, a)::text AS value FROM public.t WHERE b IS NOT NULL AND a IS NOT NULL
                     GROUP BY b, a HAVING count(*) > 1) repeated$rows$, sorts => true,
    none_if => $none$SELECT count(*) = count(DISTINCT hashint8extended(a, hashint8extended(b, 0))) FROM public.t WHERE b IS NOT NULL AND a IS NOT NULL$none$);
$ddl$);

-- c2 · A unique index for the new form of the primary key of t, built without blocking writers while the old one serves.
SELECT pg_temp.begins('c2') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public._sg_20260101000000_new_t_pkey') AND NOT indisvalid) THEN
        DROP INDEX public._sg_20260101000000_new_t_pkey;
    END IF;
END
$$;
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS _sg_20260101000000_new_t_pkey ON public.t (b, a);
SET lock_timeout = '200ms';
CALL pg_temp.done('c2');
\endif

-- c3 · Changes the primary key of t.
CALL pg_temp.under_lock('c3', '{public.t}', $ddl$
ALTER TABLE public.t DROP CONSTRAINT IF EXISTS t_pkey;
ALTER TABLE public.t ADD CONSTRAINT t_pkey PRIMARY KEY USING INDEX _sg_20260101000000_new_t_pkey;
$ddl$);

CALL pg_temp.end_file(last => true);
