-- 20260101000000_golden · undo of expand and migrate, and of contract as long as it has only tightened
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.events}',
    marker => 'public._sg_20260101000000()',
    "unless" => '{c5,c6}');

-- takes back c3: No write of any kind can part both forms of _sg_20260101000000_new_amount and sort from here on.
CALL pg_temp.take_back('c3', '{public.events,public.events_2026,public.events_2027}', $ddl$
ALTER TABLE public.events DROP CONSTRAINT IF EXISTS _sg_20260101000000_equal_events;
$ddl$);

-- takes back m14: New rows must obey check events._sg_20260101000000_new_events_amount_check from here on.
CALL pg_temp.take_back('m14', '{public.events,public.events_2026,public.events_2027}', $ddl$
ALTER TABLE public.events DROP CONSTRAINT IF EXISTS _sg_20260101000000_new_events_amount_check;
$ddl$);

-- takes back m13: NOT NULL of events._sg_20260101000000_new_amount, events.sort, for free: the check above has proved it.
CALL pg_temp.take_back('m13', '{public.events,public.events_2026,public.events_2027}', $ddl$
ALTER TABLE public.events ALTER COLUMN _sg_20260101000000_new_amount DROP NOT NULL, ALTER COLUMN sort DROP NOT NULL;
$ddl$);

-- takes back m11: New rows must have a value of events._sg_20260101000000_new_amount, events.sort from here on.
CALL pg_temp.take_back('m11', '{public.events,public.events_2026,public.events_2027}', $ddl$
ALTER TABLE public.events DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_amount, DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_sort;
$ddl$);

-- takes back m10: Let the new application write table events too; a row that is given both forms of a column must be given the same.
CALL pg_temp.take_back('m10', '{public.events,public.events_2026,public.events_2027}', $ddl$
CREATE OR REPLACE TRIGGER "!_sg_20260101000000_events" BEFORE INSERT OR UPDATE ON public.events
    FOR EACH ROW EXECUTE FUNCTION public._sg_20260101000000_back_events();
ALTER TABLE public.events ENABLE ALWAYS TRIGGER "!_sg_20260101000000_events";
$ddl$);

-- takes back m2: Index events._sg_20260101000000_new_events_amount on the table without its partitions: nothing is read, and it serves when every partition has its part.
-- Readers and writers of all partitions wait while the index is dropped.
CALL pg_temp.take_back('m2', '{public.events}', $ddl$
DROP INDEX IF EXISTS public._sg_20260101000000_new_events_amount;
DROP INDEX IF EXISTS public.events_2026__sg_20260101000000_new_events_amount;
DROP INDEX IF EXISTS public.events_2027__sg_20260101000000_new_events_amount;
$ddl$);

-- takes back e5: Index events._sg_20260101000000_new_events_once on the table without its partitions: nothing is read, and it serves when every partition has its part.
-- Readers and writers of all partitions wait while the index is dropped.
CALL pg_temp.take_back('e5', '{public.events}', $ddl$
DROP INDEX IF EXISTS public._sg_20260101000000_new_events_once;
DROP INDEX IF EXISTS public.events_2026__sg_20260101000000_new_events_once;
DROP INDEX IF EXISTS public.events_2027__sg_20260101000000_new_events_once;
$ddl$);

-- takes back e4: A trigger on table events writes every value in its new type to _sg_20260101000000_new_amount as well; keeps kind and sort equal, whichever is written.
CALL pg_temp.take_back('e4', '{public.events,public.events_2026,public.events_2027}', $ddl$
DROP TRIGGER IF EXISTS zz_sg_20260101000000_events ON public.events;
DROP FUNCTION IF EXISTS public._sg_20260101000000_events();
DROP TRIGGER IF EXISTS "!_sg_20260101000000_events" ON public.events;
DROP FUNCTION IF EXISTS public._sg_20260101000000_back_events();
$ddl$);

-- takes back e3: The new name of column events.kind is a column of its own until contract, so that both applications find theirs.
CALL pg_temp.take_back('e3', '{public.events,public.events_2026,public.events_2027}', $ddl$
ALTER TABLE public.events DROP COLUMN IF EXISTS sort;
$ddl$);

-- takes back e2: A column of type bigint beside column events.amount: it takes its place in contract; until then the name takes values of the old type.
CALL pg_temp.take_back('e2', '{public.events,public.events_2026,public.events_2027}', $ddl$
ALTER TABLE public.events DROP COLUMN IF EXISTS _sg_20260101000000_new_amount;
$ddl$);

CALL pg_temp.end_file(last => true);
