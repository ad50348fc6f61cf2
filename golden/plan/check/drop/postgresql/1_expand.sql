-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate and contract.
--
--   users  - check users_age_check
--          - check users_named
--
-- Strongest locks: users access-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.users}',
    marker => 'public._sg_20260101000000()',
    has => '{constraint public.users.users_age_check,constraint public.users.users_named}');

-- e1 · The new application does not obey check users.users_age_check any more.
CALL pg_temp.under_lock('e1', '{public.users}', $ddl$
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS users_age_check;
$ddl$);

-- e2 · The new application does not obey check users.users_named any more.
CALL pg_temp.under_lock('e2', '{public.users}', $ddl$
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS users_named;
$ddl$);

CALL pg_temp.end_file(last => true);
