-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
-- Lost, with all that has been written to it: table t.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.t}',
    marker => 'public._sg_20260101000000()',
    has => '{extension btree_gist,extension citext,schema ext,table public.t}',
    steps => '{e1,e2,e3,e4}');

-- takes back e4: New table t.
CALL pg_temp.take_back('e4', '{}', $ddl$
DROP TABLE IF EXISTS public.t;
$ddl$);

-- takes back e3: New extension btree_gist.
CALL pg_temp.take_back('e3', '{}', $ddl$
DROP EXTENSION IF EXISTS btree_gist;
$ddl$);

-- takes back e2: New schema ext.
CALL pg_temp.take_back('e2', '{}', $ddl$
DROP SCHEMA IF EXISTS ext;
$ddl$);

-- takes back e1: New extension citext.
CALL pg_temp.take_back('e1', '{}', $ddl$
DROP EXTENSION IF EXISTS citext;
$ddl$);

CALL pg_temp.end_file(last => true);
