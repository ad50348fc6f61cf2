-- 20260101000000_golden · undo of expand and migrate, and of contract as long as it has only tightened
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.a,public.b,public.c}',
    marker => 'public._sg_20260101000000()',
    "unless" => '{c5,c6,c7}');

-- takes back c3: No write of any kind can part both forms of _sg_20260101000000_new_id from here on.
CALL pg_temp.take_back('c3', '{public.a}', $ddl$
ALTER TABLE public.a DROP CONSTRAINT IF EXISTS _sg_20260101000000_equal_a;
$ddl$);

-- takes back m7: Index a._sg_20260101000000_new_a_pkey, built without blocking writers.
SELECT pg_temp.was_begun('m7') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public._sg_20260101000000_new_a_pkey;
SET lock_timeout = '200ms';
\endif

-- takes back m6: NOT NULL of a._sg_20260101000000_new_id, for free: the check above has proved it.
CALL pg_temp.take_back('m6', '{public.a}', $ddl$
ALTER TABLE public.a ALTER COLUMN _sg_20260101000000_new_id DROP NOT NULL;
$ddl$);

-- takes back m4: New rows must have a value of a._sg_20260101000000_new_id from here on.
CALL pg_temp.take_back('m4', '{public.a}', $ddl$
ALTER TABLE public.a DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_id;
$ddl$);

-- takes back e4: Numbers for column b.id, going on behind the greatest one in use.
CALL pg_temp.take_back('e4', '{public.b}', $ddl$
ALTER TABLE public.b ALTER COLUMN id DROP DEFAULT;
DO $$
BEGIN
    EXECUTE coalesce('DROP SEQUENCE ' || pg_get_serial_sequence('public.b', 'id'), 'SELECT 1');
END
$$;
$ddl$);

-- takes back e3: A trigger on table a writes every value in its new type to _sg_20260101000000_new_id as well.
CALL pg_temp.take_back('e3', '{public.a}', $ddl$
DROP TRIGGER IF EXISTS zz_sg_20260101000000_a ON public.a;
DROP FUNCTION IF EXISTS public._sg_20260101000000_a();
$ddl$);

-- takes back e2: A column of type bigint beside column a.id: it takes its place in contract; until then the name takes values of the old type.
CALL pg_temp.take_back('e2', '{public.a}', $ddl$
ALTER TABLE public.a DROP COLUMN IF EXISTS _sg_20260101000000_new_id;
$ddl$);

CALL pg_temp.end_file(last => true);
