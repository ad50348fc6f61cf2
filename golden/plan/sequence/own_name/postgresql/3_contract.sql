-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c1 on, because of steps c1 and c2.
--
--   bills  ~ column id: name of its sequence
--   notes  ~ column id: name of its sequence
--
-- Strongest locks: bill_numbers access-exclusive, "Note Numbers" access-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.bills,public.marks,public.notes,public.users}',
    marker => 'public._sg_20260101000000()', after => '2_migrate.sql');

-- c1 · The sequence of column bills.id gets its name.
CALL pg_temp.run('c1', $ddl$
ALTER SEQUENCE public.bill_numbers RENAME TO bill_counter;
$ddl$);

-- c2 · The sequence of column notes.id gets its name.
CALL pg_temp.run('c2', $ddl$
ALTER SEQUENCE public."Note Numbers" RENAME TO note_numbers;
$ddl$);

CALL pg_temp.end_file(last => true);
