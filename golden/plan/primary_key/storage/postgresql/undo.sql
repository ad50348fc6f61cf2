-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.t}',
    has => '{constraint public.t.t_pkey,index public.t_pkey}');

-- takes back e1: New storage parameters for the index of the primary key of t; they hold for what is written from here on.
CALL pg_temp.take_back('e1', '{}', $ddl$
ALTER INDEX public.t_pkey RESET (fillfactor);
$ddl$);
