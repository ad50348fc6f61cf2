-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- Where expand or migrate has stopped half-way, leave out what it has not done.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- takes back e6: Index "odd ""table; --"."index of it's order" on the table without its partitions: nothing is read, and it serves when every partition has its part.
-- Readers and writers of all partitions wait while the index is dropped.
BEGIN;
DROP INDEX IF EXISTS public."index of it's order";
DROP INDEX IF EXISTS public."a partition whose name takes all the sixty-three bytes_2f5bbab7";
DROP INDEX IF EXISTS public."rest $$_index of it's order";
DROP INDEX IF EXISTS public."table_index of it's order";
DROP INDEX IF EXISTS public."Table_index of it's order";
COMMIT;

-- takes back e5: A new comment for partition "odd ""table; --".table.
BEGIN;
COMMENT ON TABLE public."table" IS NULL;
COMMIT;

-- takes back e4: New partition "odd ""table; --".Table, made beside its table and attached.
-- Rows that have come into the partition go with it.
BEGIN;
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_inherits WHERE inhrelid = to_regclass('public."Table"')) THEN
        ALTER TABLE public."odd ""table; --" DETACH PARTITION public."Table";
    END IF;
END
$$;
DROP TABLE IF EXISTS public."Table";
COMMIT;

-- takes back e2: The default partition takes no more rows of the new partition "odd ""table; --".Table: until that is attached, new rows of it are refused.
BEGIN;
ALTER TABLE public."rest $$" DROP CONSTRAINT IF EXISTS "_sg_20260101000000_not_Table";
COMMIT;
