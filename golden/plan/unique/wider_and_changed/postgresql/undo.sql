-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.people}',
    marker => 'public._sg_20260101000000()',
    "unless" => '{c2,c3}');

-- takes back e2: Changes column people.code: every old value fits as it is, so no row is written.
-- May write the table anew while readers and writers wait, and fails when a value does not fit the old type.
CALL pg_temp.take_back('e2', '{public.people}', $ddl$
CALL pg_temp.take_down(ARRAY[['column', 'public.people', 'code', 'replaced']]);
ALTER TABLE public.people
    ALTER COLUMN code TYPE character varying(40);
CALL pg_temp.put_up();
$ddl$);

CALL pg_temp.end_file(last => true);
