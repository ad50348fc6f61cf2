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
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.places,public.users}',
    marker => 'public._sg_20260101000000()', after => '1_expand.sql');

-- c1 · What schemagen does not know and cannot carry over would be lost or stop this file: it is looked for first.
CALL pg_temp.look('c1', $ddl$
CALL pg_temp.require_known(ARRAY[['column', 'public.places', 'room', 'gone']],
    known => '{public.places places_pkey}');
$ddl$);

-- c2 · Only the old application uses column places.room.
CALL pg_temp.under_lock('c2', '{public.places}', $ddl$
ALTER TABLE public.places DROP COLUMN IF EXISTS room;
$ddl$);

-- c3 · Only the old application uses column users."full name of a person whose column name takes all sixty-three b". It is set aside as "_sg_trash_full name of a person whose column name take_4618f428" with all that it holds, until a later migration drops it.
CALL pg_temp.under_lock('c3', '{public.users}', $ddl$
ALTER TABLE public.users RENAME COLUMN "full name of a person whose column name takes all sixty-three b" TO "_sg_trash_full name of a person whose column name take_4618f428";
$ddl$);

-- c4 · The old application may rely on unique constraint users.users_fax_key until here.
CALL pg_temp.under_lock('c4', '{public.users}', $ddl$
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS users_fax_key;
$ddl$);

-- c5 · Only the old application uses column users.fax. It is set aside as _sg_trash_fax with all that it holds, until a later migration drops it.
CALL pg_temp.under_lock('c5', '{public.users}', $ddl$
ALTER TABLE public.users RENAME COLUMN fax TO _sg_trash_fax;
$ddl$);

-- c6 · Only the old application's queries use index users.users_score.
SELECT pg_temp.begins('c6') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public.users_score;
SET lock_timeout = '200ms';
CALL pg_temp.done('c6');
\endif

-- c7 · Only the old application reads view scores.
CALL pg_temp.under_lock('c7', '{public.scores}', $ddl$
DROP VIEW IF EXISTS public.scores;
$ddl$);

-- c8 · Only the old application uses column users.score. It is set aside as _sg_trash_score with all that it holds, until a later migration drops it.
CALL pg_temp.under_lock('c8', '{public.users}', $ddl$
ALTER TABLE public.users RENAME COLUMN score TO _sg_trash_score;
$ddl$);

CALL pg_temp.end_file(last => true);
