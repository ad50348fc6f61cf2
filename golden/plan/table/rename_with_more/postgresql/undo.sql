-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- Where expand or migrate has stopped half-way, leave out what it has not done.
-- Lost, with all that has been written to it: table marks, column "Old Users".level.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- takes back e10: The declaration renames table "Old Users" to order and, in it, first to given_name.
BEGIN;
DROP VIEW IF EXISTS public."order";
COMMIT;

-- takes back e9: New view new_one.
BEGIN;
DROP VIEW IF EXISTS public.new_one;
COMMIT;

-- takes back e8: Index "Old Users".by_level, built without blocking writers.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public.by_level;
SET lock_timeout = '2s';

-- takes back e7: New foreign key marks.marks_user_id_fkey.
BEGIN;
ALTER TABLE public.marks DROP CONSTRAINT IF EXISTS marks_user_id_fkey;
COMMIT;

-- takes back e6: A trigger on table "Old Users" fills in level for the old application; writes every value in its new type to _sg_20260101000000_new_rank as well.
BEGIN;
DROP TRIGGER IF EXISTS "zz_sg_20260101000000_Old Users" ON public."Old Users";
DROP FUNCTION IF EXISTS public."_sg_20260101000000_Old Users"();
COMMIT;

-- takes back e5: New column "Old Users".level, empty in existing rows for now.
BEGIN;
ALTER TABLE public."Old Users" DROP COLUMN IF EXISTS level;
COMMIT;

-- takes back e4: A new default for column "Old Users".first: rows that are there keep their values.
BEGIN;
ALTER TABLE public."Old Users" ALTER COLUMN first SET DEFAULT '';
COMMIT;

-- takes back e3: A column of type bigint beside column "Old Users".rank: it takes its place in contract; until then the name takes values of the old type.
BEGIN;
ALTER TABLE public."Old Users" DROP COLUMN IF EXISTS _sg_20260101000000_new_rank;
COMMIT;

-- takes back e2: New table marks.
BEGIN;
DROP TABLE IF EXISTS public.marks;
COMMIT;
