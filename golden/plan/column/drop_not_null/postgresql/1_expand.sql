-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate.
--
--   users  ~ column fax: nullable
--
-- Strongest locks: users access-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.users}',
    marker => 'public._sg_20260101000000()',
    has => '{column public.users.fax}');

-- e1 · What schemagen does not know and cannot carry over would stop a later step: it is looked for first.
CALL pg_temp.look('e1', $ddl$
CALL pg_temp.require_known(ARRAY[['column', 'public.users', 'fax', 'gone']],
    known => '{public.users users_pkey}');
$ddl$);

-- e2 · The new application does not write column users.fax any more.
CALL pg_temp.under_lock('e2', '{public.users}', $ddl$
ALTER TABLE public.users ALTER COLUMN fax DROP NOT NULL;
$ddl$);

CALL pg_temp.end_file();
