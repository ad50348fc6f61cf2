-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{"public.\"Table\"","public.\"odd \"\"table; --\"","public.\"table\""}',
    marker => 'public._sg_20260101000000()',
    has => '{index public.index of it''s order,table public.Table,table public.table}',
    steps => '{e1,e2,e3,e4,e5,e6,e7,e8,e9,e10,e11,e12,e13,e14,e15}');

-- takes back e6: Index "odd ""table; --"."index of it's order" on the table without its partitions: nothing is read, and it serves when every partition has its part.
-- Readers and writers of all partitions wait while the index is dropped.
CALL pg_temp.take_back('e6', '{"public.\"odd \"\"table; --\""}', $ddl$
DROP INDEX IF EXISTS public."index of it's order";
DROP INDEX IF EXISTS public."a partition whose name takes all the sixty-three bytes_2f5bbab7";
DROP INDEX IF EXISTS public."rest $$_index of it's order";
DROP INDEX IF EXISTS public."table_index of it's order";
DROP INDEX IF EXISTS public."Table_index of it's order";
$ddl$);

-- takes back e5: A new comment for partition "odd ""table; --".table.
CALL pg_temp.take_back('e5', '{"public.\"table\""}', $ddl$
COMMENT ON TABLE public."table" IS NULL;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- takes back e4: New partition "odd ""table; --".Table, made beside its table and attached.
-- Rows that have come into the partition go with it.
CALL pg_temp.take_back('e4', '{"public.\"rest $$\""}', $ddl$
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_inherits WHERE inhrelid = to_regclass('public."Table"')) THEN
        ALTER TABLE public."odd ""table; --" DETACH PARTITION public."Table";
    END IF;
END
$$;
DROP TABLE IF EXISTS public."Table";
$ddl$);

-- takes back e2: The default partition takes no more rows of the new partition "odd ""table; --".Table: until that is attached, new rows of it are refused.
CALL pg_temp.take_back('e2', '{"public.\"rest $$\""}', $ddl$
ALTER TABLE public."rest $$" DROP CONSTRAINT IF EXISTS "_sg_20260101000000_not_Table";
$ddl$);

CALL pg_temp.end_file(last => true);
