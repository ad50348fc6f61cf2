-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- This migration has nothing to do in migrate.
--
--   places  - column room
--   users   ~ column full name of a person whose column name takes all sixty-three b becomes _sg_trash_full name of a person whose column name take_4618f428
--           - unique constraint users_fax_key
--           ~ column fax becomes _sg_trash_fax
--           - index users_score
--           ~ column score becomes _sg_trash_score
--   scores  - view
--
-- Lost for good, unless there is a backup: the values of column places.room.
-- Strongest locks: places access-exclusive, users access-exclusive, scores access-exclusive.
-- After a stop: run the file again.
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.places,public.users}',
    marker => 'public._sg_20260101000000()', after => '1_expand.sql');

-- c1 · Only the old application uses column places.room.
CALL pg_temp.under_lock('c1', '{public.places}', $ddl$
ALTER TABLE public.places DROP COLUMN IF EXISTS room;
$ddl$);

-- c2 · Only the old application uses column users."full name of a person whose column name takes all sixty-three b". It is set aside as "_sg_trash_full name of a person whose column name take_4618f428" with all that it holds, until a later migration drops it.
CALL pg_temp.under_lock('c2', '{public.users}', $ddl$
ALTER TABLE public.users RENAME COLUMN "full name of a person whose column name takes all sixty-three b" TO "_sg_trash_full name of a person whose column name take_4618f428";
$ddl$);

-- c3 · The old application may rely on unique constraint users.users_fax_key until here.
CALL pg_temp.under_lock('c3', '{public.users}', $ddl$
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS users_fax_key;
$ddl$);

-- c4 · Only the old application uses column users.fax. It is set aside as _sg_trash_fax with all that it holds, until a later migration drops it.
CALL pg_temp.under_lock('c4', '{public.users}', $ddl$
ALTER TABLE public.users RENAME COLUMN fax TO _sg_trash_fax;
$ddl$);

-- c5 · Only the old application's queries use index users.users_score.
SELECT pg_temp.begins('c5') AS begins \gset
\if :begins
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public.users_score;
SET lock_timeout = '200ms';
CALL pg_temp.done('c5');
\endif

-- c6 · Only the old application reads view scores.
CALL pg_temp.under_lock('c6', '{public.scores}', $ddl$
DROP VIEW IF EXISTS public.scores;
$ddl$);

-- c7 · Only the old application uses column users.score. It is set aside as _sg_trash_score with all that it holds, until a later migration drops it.
CALL pg_temp.under_lock('c7', '{public.users}', $ddl$
ALTER TABLE public.users RENAME COLUMN score TO _sg_trash_score;
$ddl$);

CALL pg_temp.end_file(last => true);
