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
CREATE OR REPLACE TRIGGER users_touch BEFORE INSERT OR UPDATE OF name ON public.users FOR EACH ROW WHEN (NEW.id > 0) EXECUTE FUNCTION touch();
$ddl$, mode => 'SHARE ROW EXCLUSIVE');
