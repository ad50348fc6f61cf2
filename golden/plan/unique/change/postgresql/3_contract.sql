-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c2 on.
-- Until contract the new application has to obey rules that it no longer states: step c3.
-- Deploy the new application before this file.
-- This migration has nothing to do in expand and migrate.
--
--   users  ~ unique constraint users_email: index built
--
-- Strongest locks: users access-exclusive.
-- Reads in full: users.
-- Stops before it changes anything when rows would violate a rule further down: step c1.
-- Fails when existing rows violate the new rule, and leaves an invalid index, which still checks new rows, until it is run again or undone: step c2.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.users}',
    marker => 'public._sg_20260101000000()',
    has => '{constraint public.users.users_email,index public.users_email}');

-- c1 · Rows that violate unique constraint users.users_email would stop this file later on.
CALL pg_temp.look('c1', $ddl$
CALL pg_temp.stop_if('values of users', 'are there more than once and would violate unique constraint users.users_email',
    'Make them differ, or drop the rule from the declaration.',
    'value', $rows$(SELECT (email, name)::text AS value FROM public.users WHERE email IS NOT NULL AND name IS NOT NULL
                     GROUP BY email, name HAVING count(*) > 1) repeated$rows$, sorts => true,
    none_if => $none$SELECT count(*) = count(DISTINCT hashtextextended(name, hashtextextended(email, 0))) FROM public.users WHERE email IS NOT NULL AND name IS NOT NULL$none$);
$ddl$);

-- c2 · A unique index for the new form of unique constraint users.users_email, built without blocking writers while the old one serves.
SELECT pg_temp.begins('c2') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public._sg_20260101000000_new_users_email') AND NOT indisvalid) THEN
        DROP INDEX public._sg_20260101000000_new_users_email;
    END IF;
END
$$;
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS _sg_20260101000000_new_users_email ON public.users (email, name);
SET lock_timeout = '200ms';
CALL pg_temp.done('c2');
\endif

-- c3 · Changes unique constraint users.users_email.
CALL pg_temp.under_lock('c3', '{public.users}', $ddl$
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS users_email;
ALTER TABLE public.users ADD CONSTRAINT users_email UNIQUE USING INDEX _sg_20260101000000_new_users_email;
$ddl$);

CALL pg_temp.end_file(last => true);
