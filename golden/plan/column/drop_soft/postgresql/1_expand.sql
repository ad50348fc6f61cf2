-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate.
--
--   users  ~ column fax: nullable
--          - check users_score_check
--
-- Strongest locks: users access-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.places,public.users}',
    marker => 'public._sg_20260101000000()',
    has => '{column public.places.room,column public.users.fax,column public.users.full name of a person whose column name takes all sixty-three b,column public.users.score,constraint public.users.users_fax_key,constraint public.users.users_score_check,index public.users_fax_key,index public.users_score,view public.scores}');

-- e1 · What schemagen does not know and cannot carry over would stop a later step: it is looked for first.
CALL pg_temp.look('e1', $ddl$
CALL pg_temp.require_known(ARRAY[['column', 'public.places', 'room', 'gone']],
    known => '{public.places places_pkey}');
$ddl$);

-- e2 · The new application does not write column users.fax any more.
CALL pg_temp.under_lock('e2', '{public.users}', $ddl$
ALTER TABLE public.users ALTER COLUMN fax DROP NOT NULL;
$ddl$);

-- e3 · The new application does not obey check users.users_score_check any more.
CALL pg_temp.under_lock('e3', '{public.users}', $ddl$
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS users_score_check;
$ddl$);

CALL pg_temp.end_file();
