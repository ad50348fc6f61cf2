-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c4 on, because of steps c4, c6 and c8.
-- This migration has nothing to do in migrate.
--
--   users  ~ unique constraint u_defer: index built
--          ~ unique constraint u_include: index built
--          ~ unique constraint u_nulls: index built
--
-- Strongest locks: users access-exclusive.
-- Reads in full: users.
-- Stops before it changes anything when rows would violate a rule further down: steps c1, c2 and c3.
-- Fails when existing rows violate the new rule, and leaves an invalid index, which still checks new rows, until it is run again or undone: steps c4, c6 and c8.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.users}',
    marker => 'public._sg_20260101000000()', after => '1_expand.sql');

-- c1 · Rows that violate unique constraint users.u_defer would stop this file later on.
CALL pg_temp.look('c1', $ddl$
CALL pg_temp.stop_if('values of users', 'are there more than once and would violate unique constraint users.u_defer',
    'Make them differ, or drop the rule from the declaration.',
    'value', $rows$(SELECT c::text AS value FROM public.users WHERE c IS NOT NULL
                     GROUP BY c HAVING count(*) > 1) repeated$rows$, sorts => true,
    none_if => $none$SELECT count(*) = count(DISTINCT hashtextextended(c, 0)) FROM public.users WHERE c IS NOT NULL$none$);
$ddl$);

-- c2 · Rows that violate unique constraint users.u_include would stop this file later on.
CALL pg_temp.look('c2', $ddl$
CALL pg_temp.stop_if('values of users', 'are there more than once and would violate unique constraint users.u_include',
    'Make them differ, or drop the rule from the declaration.',
    'value', $rows$(SELECT email::text AS value FROM public.users WHERE email IS NOT NULL
                     GROUP BY email HAVING count(*) > 1) repeated$rows$, sorts => true,
    none_if => $none$SELECT count(*) = count(DISTINCT hashtextextended(email, 0)) FROM public.users WHERE email IS NOT NULL$none$);
$ddl$);

-- c3 · Rows that violate unique constraint users.u_nulls would stop this file later on.
CALL pg_temp.look('c3', $ddl$
CALL pg_temp.stop_if('values of users', 'are there more than once and would violate unique constraint users.u_nulls',
    'Make them differ, or drop the rule from the declaration.',
    'value', $rows$(SELECT b::text AS value FROM public.users
                     GROUP BY b HAVING count(*) > 1) repeated$rows$, sorts => true);
$ddl$);

-- c4 · A unique index for the new form of unique constraint users.u_defer, built without blocking writers while the old one serves.
SELECT pg_temp.begins('c4') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public._sg_20260101000000_new_u_defer') AND NOT indisvalid) THEN
        DROP INDEX public._sg_20260101000000_new_u_defer;
    END IF;
END
$$;
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS _sg_20260101000000_new_u_defer ON public.users (c);
SET lock_timeout = '200ms';
CALL pg_temp.done('c4');
\endif

-- c5 · Changes unique constraint users.u_defer.
CALL pg_temp.under_lock('c5', '{public.users}', $ddl$
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS u_defer;
ALTER TABLE public.users ADD CONSTRAINT u_defer UNIQUE USING INDEX _sg_20260101000000_new_u_defer DEFERRABLE;
$ddl$);

-- c6 · A unique index for the new form of unique constraint users.u_include, built without blocking writers while the old one serves.
SELECT pg_temp.begins('c6') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public._sg_20260101000000_new_u_include') AND NOT indisvalid) THEN
        DROP INDEX public._sg_20260101000000_new_u_include;
    END IF;
END
$$;
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS _sg_20260101000000_new_u_include ON public.users (email) INCLUDE (name);
SET lock_timeout = '200ms';
CALL pg_temp.done('c6');
\endif

-- c7 · Changes unique constraint users.u_include.
CALL pg_temp.under_lock('c7', '{public.users}', $ddl$
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS u_include;
ALTER TABLE public.users ADD CONSTRAINT u_include UNIQUE USING INDEX _sg_20260101000000_new_u_include;
$ddl$);

-- c8 · A unique index for the new form of unique constraint users.u_nulls, built without blocking writers while the old one serves.
SELECT pg_temp.begins('c8') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public._sg_20260101000000_new_u_nulls') AND NOT indisvalid) THEN
        DROP INDEX public._sg_20260101000000_new_u_nulls;
    END IF;
END
$$;
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS _sg_20260101000000_new_u_nulls ON public.users (b) NULLS NOT DISTINCT;
SET lock_timeout = '200ms';
CALL pg_temp.done('c8');
\endif

-- c9 · Changes unique constraint users.u_nulls.
CALL pg_temp.under_lock('c9', '{public.users}', $ddl$
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS u_nulls;
ALTER TABLE public.users ADD CONSTRAINT u_nulls UNIQUE USING INDEX _sg_20260101000000_new_u_nulls;
$ddl$);

CALL pg_temp.end_file(last => true);
