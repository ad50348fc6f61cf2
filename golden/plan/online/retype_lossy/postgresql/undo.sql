-- 20260101000000_golden · undo of expand and migrate, and of contract as long as it has only tightened
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.points}',
    marker => 'public._sg_20260101000000()',
    "unless" => '{c11,c12}');

-- takes back c10: NOT NULL of points._sg_20260101000000_new_x, for free: the check above has proved it.
CALL pg_temp.take_back('c10', '{public.points}', $ddl$
ALTER TABLE public.points ALTER COLUMN _sg_20260101000000_new_x DROP NOT NULL;
$ddl$);

-- takes back c8: New rows must have a value of points._sg_20260101000000_new_x from here on.
CALL pg_temp.take_back('c8', '{public.points}', $ddl$
ALTER TABLE public.points DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_x;
$ddl$);

-- takes back c6: No write of any kind can part both forms of _sg_20260101000000_new_size and _sg_20260101000000_new_x from here on.
CALL pg_temp.take_back('c6', '{public.points}', $ddl$
ALTER TABLE public.points DROP CONSTRAINT IF EXISTS _sg_20260101000000_equal_points;
$ddl$);

-- takes back e4: A trigger on table points writes every value in its new type to _sg_20260101000000_new_size, _sg_20260101000000_new_x as well.
CALL pg_temp.take_back('e4', '{public.points}', $ddl$
DROP TRIGGER IF EXISTS zz_sg_20260101000000_points ON public.points;
DROP FUNCTION IF EXISTS public._sg_20260101000000_points();
$ddl$);

-- takes back e3: A column of type integer beside column points.x: it takes its place in contract; until then the name takes values of the old type.
CALL pg_temp.take_back('e3', '{public.points}', $ddl$
ALTER TABLE public.points DROP COLUMN IF EXISTS _sg_20260101000000_new_x;
$ddl$);

-- takes back e2: A column of type integer beside column points.size: it takes its place in contract; until then the name takes values of the old type.
CALL pg_temp.take_back('e2', '{public.points}', $ddl$
ALTER TABLE public.points DROP COLUMN IF EXISTS _sg_20260101000000_new_size;
$ddl$);

CALL pg_temp.end_file(last => true);
