-- 20260101000000_golden · undo of expand and migrate, and of contract as long as it has only tightened
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
-- Lost, with all that has been written to it: table marks, column "Old Users".level.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{"public.\"Old Users\"","public.\"order\"",public.marks,public.notes}',
    marker => 'public._sg_20260101000000()',
    "unless" => '{c9,c10,c15,c16}');

-- takes back c13: The new form of foreign key notes.notes_user_id_fkey is added beside the old one, for new rows.
CALL pg_temp.take_back('c13', '{public.notes,"public.\"Old Users\""}', $ddl$
ALTER TABLE public.notes DROP CONSTRAINT IF EXISTS _sg_20260101000000_new_notes_user_id_fkey;
$ddl$);

-- takes back c11: New rows must obey check "Old Users".level_positive from here on.
CALL pg_temp.take_back('c11', '{"public.\"Old Users\""}', $ddl$
ALTER TABLE public."Old Users" DROP CONSTRAINT IF EXISTS level_positive;
$ddl$);

-- takes back c8: NOT NULL of "Old Users".level, for free: the check above has proved it.
CALL pg_temp.take_back('c8', '{"public.\"Old Users\""}', $ddl$
ALTER TABLE public."Old Users" ALTER COLUMN level DROP NOT NULL;
$ddl$);

-- takes back c6: New rows must have a value of "Old Users".level from here on.
CALL pg_temp.take_back('c6', '{"public.\"Old Users\""}', $ddl$
ALTER TABLE public."Old Users" DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_level;
$ddl$);

-- takes back c4: No write of any kind can part both forms of _sg_20260101000000_new_rank from here on.
CALL pg_temp.take_back('c4', '{"public.\"Old Users\""}', $ddl$
ALTER TABLE public."Old Users" DROP CONSTRAINT IF EXISTS "_sg_20260101000000_equal_Old Users";
$ddl$);

-- takes back e10: The declaration renames table "Old Users" to order and, in it, first to given_name.
CALL pg_temp.take_back('e10', '{}', $ddl$
DROP VIEW IF EXISTS public."order";
$ddl$);

-- takes back e9: New view new_one.
CALL pg_temp.take_back('e9', '{}', $ddl$
DROP VIEW IF EXISTS public.new_one;
$ddl$);

-- takes back e8: Index "Old Users".by_level, built without blocking writers.
SELECT pg_temp.was_begun('e8') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public.by_level;
SET lock_timeout = '200ms';
\endif

-- takes back e7: New foreign key marks.marks_user_id_fkey.
CALL pg_temp.take_back('e7', '{"public.\"Old Users\""}', $ddl$
ALTER TABLE public.marks DROP CONSTRAINT IF EXISTS marks_user_id_fkey;
$ddl$);

-- takes back e6: A trigger on table "Old Users" fills in level for the old application; writes every value in its new type to _sg_20260101000000_new_rank as well.
CALL pg_temp.take_back('e6', '{"public.\"Old Users\""}', $ddl$
DROP TRIGGER IF EXISTS "zz_sg_20260101000000_Old Users" ON public."Old Users";
DROP FUNCTION IF EXISTS public."_sg_20260101000000_Old Users"();
$ddl$);

-- takes back e5: New column "Old Users".level, empty in existing rows for now.
CALL pg_temp.take_back('e5', '{"public.\"Old Users\""}', $ddl$
ALTER TABLE public."Old Users" DROP COLUMN IF EXISTS level;
$ddl$);

-- takes back e4: A new default for column "Old Users".first: rows that are there keep their values.
CALL pg_temp.take_back('e4', '{"public.\"Old Users\""}', $ddl$
ALTER TABLE public."Old Users" ALTER COLUMN first SET DEFAULT '';
$ddl$);

-- takes back e3: A column of type bigint beside column "Old Users".rank: it takes its place in contract; until then the name takes values of the old type.
CALL pg_temp.take_back('e3', '{"public.\"Old Users\""}', $ddl$
ALTER TABLE public."Old Users" DROP COLUMN IF EXISTS _sg_20260101000000_new_rank;
$ddl$);

-- takes back e2: New table marks.
CALL pg_temp.take_back('e2', '{}', $ddl$
DROP TABLE IF EXISTS public.marks;
$ddl$);

CALL pg_temp.end_file(last => true);
