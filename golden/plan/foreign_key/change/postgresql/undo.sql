-- 20260101000000_golden · undo of expand and migrate, and of contract as long as it has only tightened
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.notes}',
    marker => 'public._sg_20260101000000()',
    "unless" => '{c7,c10,c13,c16,c19}');

-- takes back c17: The new form of foreign key notes.f_update is added beside the old one, for new rows.
CALL pg_temp.take_back('c17', '{public.notes,public.users}', $ddl$
ALTER TABLE public.notes DROP CONSTRAINT IF EXISTS _sg_20260101000000_new_f_update;
$ddl$);

-- takes back c14: The new form of foreign key notes.f_table is added beside the old one, for new rows.
CALL pg_temp.take_back('c14', '{public.notes,public.people}', $ddl$
ALTER TABLE public.notes DROP CONSTRAINT IF EXISTS _sg_20260101000000_new_f_table;
$ddl$);

-- takes back c11: The new form of foreign key notes.f_referenced is added beside the old one, for new rows.
CALL pg_temp.take_back('c11', '{public.notes,public.users}', $ddl$
ALTER TABLE public.notes DROP CONSTRAINT IF EXISTS _sg_20260101000000_new_f_referenced;
$ddl$);

-- takes back c8: The new form of foreign key notes.f_match is added beside the old one, for new rows.
CALL pg_temp.take_back('c8', '{public.notes,public.users}', $ddl$
ALTER TABLE public.notes DROP CONSTRAINT IF EXISTS _sg_20260101000000_new_f_match;
$ddl$);

-- takes back c5: The new form of foreign key notes.f_columns is added beside the old one, for new rows.
CALL pg_temp.take_back('c5', '{public.notes,public.users}', $ddl$
ALTER TABLE public.notes DROP CONSTRAINT IF EXISTS _sg_20260101000000_new_f_columns;
$ddl$);

-- takes back e1: Changes when foreign key notes.f_deferred is checked.
CALL pg_temp.take_back('e1', '{public.notes}', $ddl$
ALTER TABLE public.notes ALTER CONSTRAINT f_deferred DEFERRABLE INITIALLY IMMEDIATE;
$ddl$);

CALL pg_temp.end_file(last => true);
