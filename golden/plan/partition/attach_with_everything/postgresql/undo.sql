-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.events,public.events_cd,public.events_e}',
    marker => 'public._sg_20260101000000()',
    has => '{index public.events_user,table public.events_cd,table public.events_e}',
    steps => '{e1,e2,e3,e4,e5,e6,e7,e8,e9,e10,e11,e12,e13,e14,e15,e16,e17,e18}');

-- takes back e9: Index events.events_user on the table without its partitions: nothing is read, and it serves when every partition has its part.
-- Readers and writers of all partitions wait while the index is dropped.
CALL pg_temp.take_back('e9', '{public.events}', $ddl$
DROP INDEX IF EXISTS public.events_user;
DROP INDEX IF EXISTS public.events_ab_events_user;
DROP INDEX IF EXISTS public.events_rest_events_user;
DROP INDEX IF EXISTS public.events_cd_events_user;
DROP INDEX IF EXISTS public.events_e_events_user;
$ddl$);

-- takes back e8: New partition events.events_e, made beside its table and attached.
-- Rows that have come into the partition go with it.
CALL pg_temp.take_back('e8', '{public.users,public.events_rest}', $ddl$
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_inherits WHERE inhrelid = to_regclass('public.events_e')) THEN
        ALTER TABLE public.events DETACH PARTITION public.events_e;
    END IF;
END
$$;
DROP TABLE IF EXISTS public.events_e;
$ddl$);

-- takes back e6: The default partition takes no more rows of the new partition events.events_e: until that is attached, new rows of it are refused.
CALL pg_temp.take_back('e6', '{public.events_rest}', $ddl$
ALTER TABLE public.events_rest DROP CONSTRAINT IF EXISTS _sg_20260101000000_not_events_e;
$ddl$);

-- takes back e5: New partition events.events_cd, made beside its table and attached.
-- Rows that have come into the partition go with it.
CALL pg_temp.take_back('e5', '{public.users,public.events_rest}', $ddl$
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_inherits WHERE inhrelid = to_regclass('public.events_cd')) THEN
        ALTER TABLE public.events DETACH PARTITION public.events_cd;
    END IF;
END
$$;
DROP TABLE IF EXISTS public.events_cd;
$ddl$);

-- takes back e3: The default partition takes no more rows of the new partition events.events_cd: until that is attached, new rows of it are refused.
CALL pg_temp.take_back('e3', '{public.events_rest}', $ddl$
ALTER TABLE public.events_rest DROP CONSTRAINT IF EXISTS _sg_20260101000000_not_events_cd;
$ddl$);

CALL pg_temp.end_file(last => true);
