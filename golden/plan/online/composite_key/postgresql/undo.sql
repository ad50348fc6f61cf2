-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.seats}',
    marker => 'public._sg_20260101000000()',
    "unless" => '{c1,c2,c3,c4}');

-- takes back e1: A trigger on table seats fills in note for the old application.
CALL pg_temp.take_back('e1', '{public.seats}', $ddl$
DROP TRIGGER IF EXISTS zz_sg_20260101000000_seats ON public.seats;
DROP FUNCTION IF EXISTS public._sg_20260101000000_seats();
$ddl$);

CALL pg_temp.end_file(last => true);
