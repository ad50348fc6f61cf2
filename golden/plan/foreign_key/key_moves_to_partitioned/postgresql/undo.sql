-- 20260101000000_golden · undo of expand and migrate, and of contract as long as it has only tightened
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.a,public.f,public.p}',
    marker => 'public._sg_20260101000000()',
    "unless" => '{c9,c10,c11}');

-- takes back c7: The new form of foreign key f.f_fk is added beside the old one, for new rows.
CALL pg_temp.take_back('c7', '{public.f,public.p,public.p1}', $ddl$
ALTER TABLE public.f DROP CONSTRAINT IF EXISTS _sg_20260101000000_new_f_fk;
$ddl$);

-- takes back c3: Index p.u on the table without its partitions: nothing is read, and it serves when every partition has its part.
-- Readers and writers of all partitions wait while the index is dropped.
CALL pg_temp.take_back('c3', '{public.p}', $ddl$
DROP INDEX IF EXISTS public._sg_20260101000000_new_u;
DROP INDEX IF EXISTS public.p1__sg_20260101000000_new_u;
$ddl$);

CALL pg_temp.end_file(last => true);
