-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.users}',
    marker => 'public._sg_20260101000000()',
    "unless" => '{c4,c5,c6,c7,c8,c9}');

-- takes back e1: A new comment for unique constraint users.u_comment.
CALL pg_temp.take_back('e1', '{}', $ddl$
COMMENT ON CONSTRAINT u_comment ON public.users IS NULL;
$ddl$);

CALL pg_temp.end_file(last => true);
