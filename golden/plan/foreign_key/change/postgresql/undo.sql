-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.notes}',
    marker => 'public._sg_20260101000000()',
    "unless" => '{c5,c6,c7,c8,c9,c10,c11,c12,c13,c14,c15,c16,c17,c18,c19}');

-- takes back e1: Changes when foreign key notes.f_deferred is checked.
CALL pg_temp.take_back('e1', '{public.notes}', $ddl$
ALTER TABLE public.notes ALTER CONSTRAINT f_deferred DEFERRABLE INITIALLY IMMEDIATE;
$ddl$);

CALL pg_temp.end_file(last => true);
