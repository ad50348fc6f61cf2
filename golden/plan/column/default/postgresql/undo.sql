-- 20260101000000_golden · undo of expand and migrate, and of contract as long as it has only tightened
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.users}',
    marker => 'public._sg_20260101000000()');

-- takes back c1: Column users.b has no default any more; the old application may leave it out until here.
CALL pg_temp.take_back('c1', '{public.users}', $ddl$
ALTER TABLE public.users ALTER COLUMN b SET DEFAULT 2;
$ddl$);

-- takes back e2: A new default for column users.c: rows that are there keep their values.
CALL pg_temp.take_back('e2', '{public.users}', $ddl$
ALTER TABLE public.users ALTER COLUMN c DROP DEFAULT;
$ddl$);

-- takes back e1: A new default for column users.a: rows that are there keep their values.
CALL pg_temp.take_back('e1', '{public.users}', $ddl$
ALTER TABLE public.users ALTER COLUMN a SET DEFAULT 1;
$ddl$);

CALL pg_temp.end_file(last => true);
