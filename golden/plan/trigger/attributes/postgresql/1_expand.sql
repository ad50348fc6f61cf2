-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate and contract.
--
--   users  ~ trigger users_touch: new form
--
-- Strongest locks: users share-row-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.users}',
    has => '{trigger public.users.users_touch}');

-- e1 · A new form for trigger users.users_touch.
CALL pg_temp.under_lock('e1', '{public.users}', $ddl$
ALTER TABLE public.users DISABLE TRIGGER users_touch;
COMMENT ON TRIGGER users_touch ON public.users IS 'Keeps names clean';
$ddl$, mode => 'SHARE ROW EXCLUSIVE');
