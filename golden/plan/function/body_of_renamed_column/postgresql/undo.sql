-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- Where expand or migrate has stopped half-way, leave out what it has not done.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- takes back m6: NOT NULL of parts.mail, for free: the check above has proved it.
BEGIN;
ALTER TABLE public.parts ALTER COLUMN mail DROP NOT NULL;
COMMIT;

-- takes back m4: New rows must have a value of parts.mail from here on.
BEGIN;
ALTER TABLE public.parts DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_mail;
COMMIT;

-- takes back e3: A trigger on table parts keeps email and mail equal, whichever is written.
BEGIN;
DROP TRIGGER IF EXISTS zz_sg_20260101000000_parts ON public.parts;
DROP FUNCTION IF EXISTS public._sg_20260101000000_parts();
COMMIT;

-- takes back e2: The new name of column parts.email is a column of its own until contract, so that both applications find theirs.
BEGIN;
ALTER TABLE public.parts DROP COLUMN IF EXISTS mail;
COMMIT;
