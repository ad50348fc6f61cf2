-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c3 on, because of steps c3 and c5.
-- Deploy the new application before this file.
-- This migration has nothing to do in expand and migrate.
--
--   users  + unique constraint users_email_key: index built
--          + unique constraint users_name_email: index built
--
-- Strongest locks: users access-exclusive.
-- Reads in full: users.
-- Stops before it changes anything when rows would violate a rule further down: steps c1 and c2.
-- Fails when existing rows violate the new rule, and leaves an invalid index, which still checks new rows, until it is run again or undone: steps c3 and c5.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.users}',
    marker => 'public._sg_20260101000000()',
    lacks => '{constraint public.users.users_email_key,constraint public.users.users_name_email,valid index public.users_email_key,valid index public.users_name_email}');

-- c1 · Rows that violate unique constraint users.users_email_key would stop this file later on.
CALL pg_temp.look('c1', $ddl$
CALL pg_temp.stop_if('values of users', 'are there more than once and would violate unique constraint users.users_email_key',
    'Make them differ, or drop the rule from the declaration.',
    'value', $rows$(SELECT email::text AS value FROM public.users WHERE email IS NOT NULL
                     GROUP BY email HAVING count(*) > 1) repeated$rows$, sorts => true,
    none_if => $none$SELECT count(*) = count(DISTINCT hashtextextended(email, 0)) FROM public.users WHERE email IS NOT NULL$none$);
$ddl$);

-- c2 · Rows that violate unique constraint users.users_name_email would stop this file later on.
CALL pg_temp.look('c2', $ddl$
CALL pg_temp.stop_if('values of users', 'are there more than once and would violate unique constraint users.users_name_email',
    'Make them differ, or drop the rule from the declaration.',
    'value', $rows$(SELECT (name, email)::text AS value FROM public.users WHERE name IS NOT NULL AND email IS NOT NULL
                     GROUP BY name, email HAVING count(*) > 1) repeated$rows$, sorts => true,
    none_if => $none$SELECT count(*) = count(DISTINCT hashtextextended(email, hashtextextended(name, 0))) FROM public.users WHERE name IS NOT NULL AND email IS NOT NULL$none$);
$ddl$);

-- c3 · A unique index for unique constraint users.users_email_key, built without blocking writers. What an interrupted build left is removed first.
SELECT pg_temp.begins('c3') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public.users_email_key') AND NOT indisvalid) THEN
        DROP INDEX public.users_email_key;
    END IF;
END
$$;
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS users_email_key ON public.users (email);
SET lock_timeout = '200ms';
CALL pg_temp.done('c3');
\endif

-- c4 · Unique constraint users.users_email_key takes over the index.
CALL pg_temp.under_lock('c4', '{public.users}', $ddl$
ALTER TABLE public.users ADD CONSTRAINT users_email_key UNIQUE USING INDEX users_email_key;
$ddl$);

-- c5 · A unique index for unique constraint users.users_name_email, built without blocking writers. What an interrupted build left is removed first.
SELECT pg_temp.begins('c5') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public.users_name_email') AND NOT indisvalid) THEN
        DROP INDEX public.users_name_email;
    END IF;
END
$$;
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS users_name_email ON public.users (name, email);
SET lock_timeout = '200ms';
CALL pg_temp.done('c5');
\endif

-- c6 · Unique constraint users.users_name_email takes over the index.
CALL pg_temp.under_lock('c6', '{public.users}', $ddl$
ALTER TABLE public.users ADD CONSTRAINT users_name_email UNIQUE USING INDEX users_name_email;
$ddl$);

CALL pg_temp.end_file(last => true);
