-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.events_2027}',
    marker => 'public._sg_20260101000000()',
    has => '{table public.events_2027}',
    steps => '{e1,e2,e3,e4}');

-- takes back e4: New partition events.events_2027, made beside its table and attached.
-- Rows that have come into the partition go with it.
CALL pg_temp.take_back('e4', '{public.events_rest}', $ddl$
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_inherits WHERE inhrelid = to_regclass('public.events_2027')) THEN
        ALTER TABLE public.events DETACH PARTITION public.events_2027;
    END IF;
END
$$;
DROP TABLE IF EXISTS public.events_2027;
$ddl$);

-- takes back e2: The default partition takes no more rows of the new partition events.events_2027: until that is attached, new rows of it are refused.
CALL pg_temp.take_back('e2', '{public.events_rest}', $ddl$
ALTER TABLE public.events_rest DROP CONSTRAINT IF EXISTS _sg_20260101000000_not_events_2027;
$ddl$);

CALL pg_temp.end_file(last => true);
