-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c2 on.
-- This migration has nothing to do in migrate.
--
--   people  ~ unique constraint people_code: index built
--
-- Strongest locks: people access-exclusive.
-- Reads in full: people.
-- Stops before it changes anything when rows would violate a rule further down: step c1.
-- Fails when existing rows violate the new rule, and leaves an invalid index, which still checks new rows, until it is run again or undone: step c2.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.people}',
    marker => 'public._sg_20260101000000()', after => '1_expand.sql');

-- c1 · Rows that violate unique constraint people.people_code would stop this file later on.
CALL pg_temp.look('c1', $ddl$
CALL pg_temp.stop_if('values of people', 'are there more than once and would violate unique constraint people.people_code',
    'Make them differ, or drop the rule from the declaration.',
    'value', $rows$(SELECT code::text AS value FROM public.people WHERE code IS NOT NULL
                     GROUP BY code HAVING count(*) > 1) repeated$rows$, sorts => true,
    none_if => $none$SELECT count(*) = count(DISTINCT hashtextextended(code, 0)) FROM public.people WHERE code IS NOT NULL$none$);
$ddl$);

-- c2 · A unique index for the new form of unique constraint people.people_code, built without blocking writers while the old one serves.
SELECT pg_temp.begins('c2') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public._sg_20260101000000_new_people_code') AND NOT indisvalid) THEN
        DROP INDEX public._sg_20260101000000_new_people_code;
    END IF;
END
$$;
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS _sg_20260101000000_new_people_code ON public.people (code) INCLUDE (team);
SET lock_timeout = '200ms';
CALL pg_temp.done('c2');
\endif

-- c3 · Changes unique constraint people.people_code.
CALL pg_temp.under_lock('c3', '{public.people}', $ddl$
ALTER TABLE public.people DROP CONSTRAINT IF EXISTS people_code;
ALTER TABLE public.people ADD CONSTRAINT people_code UNIQUE USING INDEX _sg_20260101000000_new_people_code;
$ddl$);

CALL pg_temp.end_file(last => true);
