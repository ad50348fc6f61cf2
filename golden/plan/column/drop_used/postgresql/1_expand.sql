-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate.
--
--   users  - check users_fax_check
--
-- Strongest locks: users access-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.users}',
    marker => 'public._sg_20260101000000()',
    has => '{column public.users.fax,constraint public.users.users_fax_check,constraint public.users.users_fax_key,index public.users_fax,index public.users_fax_key}');

-- e1 · What schemagen does not know and cannot carry over would stop a later step: it is looked for first.
CALL pg_temp.look('e1', $ddl$
CALL pg_temp.require_known(ARRAY[['column', 'public.users', 'fax', 'gone']],
    known => '{public.users users_fax,public.users users_fax_check,public.users users_fax_key,public.users users_pkey}');
$ddl$);

-- e2 · The new application does not obey check users.users_fax_check any more.
CALL pg_temp.under_lock('e2', '{public.users}', $ddl$
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS users_fax_check;
$ddl$);

CALL pg_temp.end_file();
