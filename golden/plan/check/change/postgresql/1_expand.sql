-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate.
--
--   users  ~ check users_age_check: old or new rule
--          ~ check users_named: old or new rule
--
-- Strongest locks: users access-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.users}',
    marker => 'public._sg_20260101000000()',
    has => '{check public.users.users_age_check: age > 0,check public.users.users_named: length(name) > 0,constraint public.users.users_age_check,constraint public.users.users_named}');

-- e1 · Until contract a row has to obey the old or the new rule of check users.users_age_check, so that both applications can write.
CALL pg_temp.under_lock('e1', '{public.users}', $ddl$
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS _sg_20260101000000_either_users_age_check;
ALTER TABLE public.users ADD CONSTRAINT _sg_20260101000000_either_users_age_check CHECK ((age > 0) OR (age > 10)) NOT VALID;
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS users_age_check;
$ddl$);

-- e2 · Until contract a row has to obey the old or the new rule of check users.users_named, so that both applications can write.
CALL pg_temp.under_lock('e2', '{public.users}', $ddl$
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS _sg_20260101000000_either_users_named;
ALTER TABLE public.users ADD CONSTRAINT _sg_20260101000000_either_users_named CHECK ((length(name) > 0) OR (length(name) > 1)) NOT VALID;
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS users_named;
$ddl$);

CALL pg_temp.end_file();
