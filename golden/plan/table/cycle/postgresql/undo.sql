-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
-- Lost, with all that has been written to it: table chickens, table eggs.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.chickens,public.eggs}',
    marker => 'public._sg_20260101000000()',
    has => '{table public.chickens,table public.eggs}',
    steps => '{e1,e2,e3,e4,e5}');

-- takes back e5: New foreign key eggs.eggs_parent_id_fkey.
CALL pg_temp.take_back('e5', '{}', $ddl$
ALTER TABLE public.eggs DROP CONSTRAINT IF EXISTS eggs_parent_id_fkey;
$ddl$);

-- takes back e4: New foreign key eggs.eggs_chicken_id_fkey.
CALL pg_temp.take_back('e4', '{}', $ddl$
ALTER TABLE public.eggs DROP CONSTRAINT IF EXISTS eggs_chicken_id_fkey;
$ddl$);

-- takes back e3: New foreign key chickens.chickens_egg_id_fkey.
CALL pg_temp.take_back('e3', '{}', $ddl$
ALTER TABLE public.chickens DROP CONSTRAINT IF EXISTS chickens_egg_id_fkey;
$ddl$);

-- takes back e2: New table eggs.
CALL pg_temp.take_back('e2', '{}', $ddl$
DROP TABLE IF EXISTS public.eggs;
$ddl$);

-- takes back e1: New table chickens.
CALL pg_temp.take_back('e1', '{}', $ddl$
DROP TABLE IF EXISTS public.chickens;
$ddl$);

CALL pg_temp.end_file(last => true);
