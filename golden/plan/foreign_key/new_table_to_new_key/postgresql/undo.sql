-- 20260101000000_golden · undo of expand and migrate, and of contract as long as it has only tightened
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
-- Lost, with all that has been written to it: table notes.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.notes,public.orders}',
    marker => 'public._sg_20260101000000()');

-- takes back c10: New rows must obey foreign key notes.notes_place_fkey.
CALL pg_temp.take_back('c10', '{public.notes,public.orders}', $ddl$
ALTER TABLE public.notes DROP CONSTRAINT IF EXISTS notes_place_fkey;
$ddl$);

-- takes back c9: Index orders.orders_place, built without blocking writers.
SELECT pg_temp.was_begun('c9') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public.orders_place;
SET lock_timeout = '200ms';
\endif

-- takes back c7: New rows must obey foreign key notes.notes_code_fkey.
CALL pg_temp.take_back('c7', '{public.notes,public.orders}', $ddl$
ALTER TABLE public.notes DROP CONSTRAINT IF EXISTS notes_code_fkey;
$ddl$);

-- takes back c6: Unique constraint orders.orders_code_key takes over the index.
CALL pg_temp.take_back('c6', '{public.orders}', $ddl$
ALTER TABLE public.orders DROP CONSTRAINT IF EXISTS orders_code_key;
$ddl$);

-- takes back c5: A unique index for unique constraint orders.orders_code_key, built without blocking writers.
SELECT pg_temp.was_begun('c5') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public.orders_code_key;
SET lock_timeout = '200ms';
\endif

-- takes back e1: New table notes.
CALL pg_temp.take_back('e1', '{}', $ddl$
DROP TABLE IF EXISTS public.notes;
$ddl$);

CALL pg_temp.end_file(last => true);
