-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- Where expand or migrate has stopped half-way, leave out what it has not done.
-- Lost, with all that has been written to it: table chickens, table eggs.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- takes back e5: New foreign key eggs.eggs_parent_id_fkey.
BEGIN;
ALTER TABLE public.eggs DROP CONSTRAINT IF EXISTS eggs_parent_id_fkey;
COMMIT;

-- takes back e4: New foreign key eggs.eggs_chicken_id_fkey.
BEGIN;
ALTER TABLE public.eggs DROP CONSTRAINT IF EXISTS eggs_chicken_id_fkey;
COMMIT;

-- takes back e3: New foreign key chickens.chickens_egg_id_fkey.
BEGIN;
ALTER TABLE public.chickens DROP CONSTRAINT IF EXISTS chickens_egg_id_fkey;
COMMIT;

-- takes back e2: New table eggs.
BEGIN;
DROP TABLE IF EXISTS public.eggs;
COMMIT;

-- takes back e1: New table chickens.
BEGIN;
DROP TABLE IF EXISTS public.chickens;
COMMIT;
