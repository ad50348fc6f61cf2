-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.bookings}',
    marker => 'public._sg_20260101000000()',
    "unless" => '{c1,c2,c3,c4}');

-- takes back e1: New storage parameters for the index of exclusion constraint bookings.e_storage; they hold for what is written from here on.
CALL pg_temp.take_back('e1', '{}', $ddl$
ALTER INDEX public.e_storage RESET (fillfactor);
$ddl$);

CALL pg_temp.end_file(last => true);
