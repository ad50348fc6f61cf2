-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate and contract.
--
--   users  ~ trigger t_always: new form
--          ~ trigger t_constraint: new form
--          ~ trigger t_origin: new form, comment
--          ~ trigger t_replica: new form
--
-- Strongest locks: users access-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.users}',
    marker => 'public._sg_20260101000000()',
    has => '{trigger public.users.t_always,trigger public.users.t_constraint,trigger public.users.t_origin,trigger public.users.t_replica}');

-- e1 · A new form for trigger users.t_always.
CALL pg_temp.under_lock('e1', '{public.users}', $ddl$
ALTER TABLE public.users ENABLE ALWAYS TRIGGER t_always;
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

-- e2 · A new form for trigger users.t_constraint.
CALL pg_temp.under_lock('e2', '{public.users}', $ddl$
DROP TRIGGER IF EXISTS t_constraint ON public.users;
CREATE CONSTRAINT TRIGGER t_constraint AFTER INSERT OR UPDATE ON public.users FOR EACH ROW EXECUTE FUNCTION touch();
$ddl$);

-- e3 · A new form for trigger users.t_origin.
CALL pg_temp.under_lock('e3', '{public.users}', $ddl$
ALTER TABLE public.users ENABLE TRIGGER t_origin;
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

-- e4 · Takes the comment off trigger users.t_origin.
CALL pg_temp.run('e4', $ddl$
COMMENT ON TRIGGER t_origin ON public.users IS NULL;
$ddl$);

-- e5 · A new form for trigger users.t_replica.
CALL pg_temp.under_lock('e5', '{public.users}', $ddl$
ALTER TABLE public.users ENABLE REPLICA TRIGGER t_replica;
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

CALL pg_temp.end_file(last => true);
