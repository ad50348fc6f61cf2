-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate and contract.
--
--   touch()  + function
--   users    + trigger users_touch
--
-- Strongest locks: users share-row-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.users}',
    marker => 'public._sg_20260101000000()',
    lacks => '{function public.touch,trigger public.users.users_touch}');

-- e1 · New function touch().
CALL pg_temp.run('e1', $ddl$
CREATE OR REPLACE FUNCTION public.touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.name := trim(NEW.name);
    RETURN NEW;
END
$$;
$ddl$);

-- e2 · New trigger users.users_touch.
CALL pg_temp.under_lock('e2', '{public.users}', $ddl$
CREATE TRIGGER users_touch BEFORE INSERT ON public.users FOR EACH ROW EXECUTE FUNCTION touch();
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

CALL pg_temp.end_file(last => true);
