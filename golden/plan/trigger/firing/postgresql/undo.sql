-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.users}',
    marker => 'public._sg_20260101000000()',
    has => '{trigger public.users.t_always,trigger public.users.t_constraint,trigger public.users.t_origin,trigger public.users.t_replica}',
    steps => '{e1,e2,e3,e4,e5}');

-- takes back e5: A new form for trigger users.t_replica.
CALL pg_temp.take_back('e5', '{public.users}', $ddl$
ALTER TABLE public.users ENABLE ALWAYS TRIGGER t_replica;
$ddl$);

-- takes back e4: Takes the comment off trigger users.t_origin.
CALL pg_temp.take_back('e4', '{}', $ddl$
COMMENT ON TRIGGER t_origin ON public.users IS 'Old';
$ddl$);

-- takes back e3: A new form for trigger users.t_origin.
CALL pg_temp.take_back('e3', '{public.users}', $ddl$
ALTER TABLE public.users DISABLE TRIGGER t_origin;
COMMENT ON TRIGGER t_origin ON public.users IS 'Old';
$ddl$);

-- takes back e2: A new form for trigger users.t_constraint.
CALL pg_temp.take_back('e2', '{public.users}', $ddl$
DROP TRIGGER IF EXISTS t_constraint ON public.users;
CREATE CONSTRAINT TRIGGER t_constraint AFTER INSERT ON public.users FOR EACH ROW EXECUTE FUNCTION touch();
$ddl$);

-- takes back e1: A new form for trigger users.t_always.
CALL pg_temp.take_back('e1', '{public.users}', $ddl$
ALTER TABLE public.users ENABLE TRIGGER t_always;
$ddl$);

CALL pg_temp.end_file(last => true);
