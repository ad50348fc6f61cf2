-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{}',
    marker => 'public._sg_20260101000000()',
    has => '{sequence public.s_free,sequence public.s_moved,sequence public.s_unlogged}',
    steps => '{e1,e2,e3,e4}');

-- takes back e4: New options for sequence s_unlogged.
CALL pg_temp.take_back('e4', '{}', $ddl$
ALTER SEQUENCE public.s_unlogged SET LOGGED;
$ddl$);

-- takes back e3: Takes the comment off sequence s_moved.
CALL pg_temp.take_back('e3', '{}', $ddl$
COMMENT ON SEQUENCE public.s_moved IS 'Old';
$ddl$);

-- takes back e2: Sequence s_moved belongs to its column from here on, and would be dropped with it.
CALL pg_temp.take_back('e2', '{}', $ddl$
ALTER SEQUENCE public.s_moved OWNED BY public.users.id;
$ddl$);

-- takes back e1: Sequence s_free belongs to no column any more.
CALL pg_temp.take_back('e1', '{}', $ddl$
ALTER SEQUENCE public.s_free OWNED BY public.users.id;
$ddl$);

CALL pg_temp.end_file(last => true);
