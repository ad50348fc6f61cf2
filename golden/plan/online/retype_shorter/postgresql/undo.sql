-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- Where expand or migrate has stopped half-way, leave out what it has not done.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- takes back e5: A trigger on table users writes every value in its new type to _sg_20260101000000_new_code, _sg_20260101000000_new_flags, _sg_20260101000000_new_name as well.
BEGIN;
DROP TRIGGER IF EXISTS zz_sg_20260101000000_users ON public.users;
DROP FUNCTION IF EXISTS public._sg_20260101000000_users();
COMMIT;

-- takes back e4: A column of type character varying(40) beside column users.name: it takes its place in contract; until then the name takes values of the old type.
BEGIN;
ALTER TABLE public.users DROP COLUMN IF EXISTS _sg_20260101000000_new_name;
COMMIT;

-- takes back e3: A column of type bit varying(4) beside column users.flags: it takes its place in contract; until then the name takes values of the old type.
BEGIN;
ALTER TABLE public.users DROP COLUMN IF EXISTS _sg_20260101000000_new_flags;
COMMIT;

-- takes back e2: A column of type character varying(12) beside column users.code: it takes its place in contract; until then the name takes values of the old type.
BEGIN;
ALTER TABLE public.users DROP COLUMN IF EXISTS _sg_20260101000000_new_code;
COMMIT;
