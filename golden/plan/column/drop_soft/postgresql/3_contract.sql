-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
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
-- Strongest locks: places access-exclusive, users access-exclusive, scores access-exclusive. A lock that is not had in 2 s ends the file.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
-- Outside a transaction, and made so that it can be run again: step c5.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=c1 phase=contract lock=access-exclusive:places rewrite=no scan=no loss=column:places.room tx=own
-- Only the old application uses column places.room.
BEGIN;
ALTER TABLE public.places DROP COLUMN IF EXISTS room;
COMMIT;

-- schemagen: id=c2 phase=contract lock=access-exclusive:users rewrite=no scan=no tx=own
-- Only the old application uses column users."full name of a person whose column name takes all sixty-three b". It is set aside as "_sg_trash_full name of a person whose column name take_4618f428" with all that it holds, until a later migration drops it.
BEGIN;
ALTER TABLE public.users RENAME COLUMN "full name of a person whose column name takes all sixty-three b" TO "_sg_trash_full name of a person whose column name take_4618f428";
COMMIT;

-- schemagen: id=c3 phase=contract lock=access-exclusive:users rewrite=no scan=no tx=own
-- The old application may rely on unique constraint users.users_fax_key until here.
BEGIN;
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS users_fax_key;
COMMIT;

-- schemagen: id=c4 phase=contract lock=access-exclusive:users rewrite=no scan=no tx=own
-- Only the old application uses column users.fax. It is set aside as _sg_trash_fax with all that it holds, until a later migration drops it.
BEGIN;
ALTER TABLE public.users RENAME COLUMN fax TO _sg_trash_fax;
COMMIT;

-- schemagen: id=c5 phase=contract lock=share-update-exclusive:users rewrite=no scan=no tx=none
-- Only the old application's queries use index users.users_score.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public.users_score;
SET lock_timeout = '2s';

-- schemagen: id=c6 phase=contract lock=access-exclusive:scores rewrite=no scan=no tx=own
-- Only the old application reads view scores.
BEGIN;
DROP VIEW IF EXISTS public.scores;
COMMIT;

-- schemagen: id=c7 phase=contract lock=access-exclusive:users rewrite=no scan=no tx=own
-- Only the old application uses column users.score. It is set aside as _sg_trash_score with all that it holds, until a later migration drops it.
BEGIN;
ALTER TABLE public.users RENAME COLUMN score TO _sg_trash_score;
COMMIT;
