-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c1 on, because of steps c1 and c2.
-- This migration has nothing to do in migrate.
--
--   b  ~ column id: numbered by the database alone
--   c  ~ column id: numbering dropped
--
-- Strongest locks: b access-exclusive, c access-exclusive.
-- Reads in full: b.
-- Reads all rows while others wait: step c1.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.a,public.b,public.c}',
    marker => 'public._sg_20260101000000()', after => '1_expand.sql');

-- c1 · Numbers for column b.id come from the database alone.
CALL pg_temp.under_lock('c1', '{public.b}', $ddl$
ALTER TABLE public.b ALTER COLUMN id SET GENERATED ALWAYS;
SELECT setval(pg_get_serial_sequence('public.b', 'id'), greatest(max(id)::bigint + 1, 1), false) FROM public.b;
$ddl$);

-- c2 · Column c.id gets no more numbers of its own.
CALL pg_temp.under_lock('c2', '{public.c}', $ddl$
ALTER TABLE public.c ALTER COLUMN id DROP IDENTITY IF EXISTS;
$ddl$);

CALL pg_temp.end_file(last => true);
