-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.t}',
    marker => 'public._sg_20260101000000()',
    has => '{constraint public.t.c2}',
    lacks => '{constraint public.t.c1,valid index public.i1,valid index public.u1}',
    steps => '{e1,e2,e3}');

-- takes back e3: The declaration renames index t.u1 to t.u2.
CALL pg_temp.take_back('e3', '{}', $ddl$
ALTER INDEX public.u2 RENAME TO u1;
$ddl$);

-- takes back e2: The declaration renames index t.i1 to t.i2.
CALL pg_temp.take_back('e2', '{}', $ddl$
ALTER INDEX public.i2 RENAME TO i1;
$ddl$);

-- takes back e1: The declaration renames check t.c1 to t.c2.
CALL pg_temp.take_back('e1', '{public.t}', $ddl$
ALTER TABLE public.t RENAME CONSTRAINT c2 TO c1;
$ddl$);

CALL pg_temp.end_file(last => true);
