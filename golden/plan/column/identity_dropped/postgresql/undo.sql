-- 20260101000000_golden · undo of expand and migrate, and of contract as long as it has only tightened
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.meters}',
    marker => 'public._sg_20260101000000()',
    "unless" => '{c1,c7}');

-- takes back c6: Numbers for column meters.other, going on behind the greatest one in use.
CALL pg_temp.take_back('c6', '{public.meters}', $ddl$
ALTER TABLE public.meters ALTER COLUMN other DROP IDENTITY IF EXISTS;
ALTER TABLE public.meters ALTER COLUMN other SET DEFAULT 7;
$ddl$);

-- takes back c5: NOT NULL of meters.other, for free: the check above has proved it.
CALL pg_temp.take_back('c5', '{public.meters}', $ddl$
ALTER TABLE public.meters ALTER COLUMN other DROP NOT NULL;
$ddl$);

-- takes back c3: New rows must have a value of meters.other from here on.
CALL pg_temp.take_back('c3', '{public.meters}', $ddl$
ALTER TABLE public.meters DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_other;
$ddl$);

-- takes back c2: Column meters.number may be empty.
-- Reads all rows while readers and writers wait, and fails while rows without a value are there.
CALL pg_temp.take_back('c2', '{public.meters}', $ddl$
DO $$
BEGIN
    ALTER TABLE public.meters ALTER COLUMN number SET NOT NULL;
EXCEPTION WHEN not_null_violation THEN
    RAISE WARNING 'The new application has left % empty in some rows; it stays nullable until they have a value', 'column meters.number';
END
$$;
$ddl$);

-- takes back e2: The new application writes numbers of its own to column meters.number.
CALL pg_temp.take_back('e2', '{public.meters}', $ddl$
ALTER TABLE public.meters ALTER COLUMN number SET GENERATED ALWAYS;
$ddl$);

-- takes back e1: A trigger on table meters fills in other for the old application.
CALL pg_temp.take_back('e1', '{public.meters}', $ddl$
DROP TRIGGER IF EXISTS zz_sg_20260101000000_meters ON public.meters;
DROP FUNCTION IF EXISTS public._sg_20260101000000_meters();
$ddl$);

CALL pg_temp.end_file(last => true);
