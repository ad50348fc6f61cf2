-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- Where expand or migrate has stopped half-way, leave out what it has not done.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- takes back e3: The declaration renames index t.u1 to t.u2.
BEGIN;
ALTER INDEX public.u2 RENAME TO u1;
COMMIT;

-- takes back e2: The declaration renames index t.i1 to t.i2.
BEGIN;
ALTER INDEX public.i2 RENAME TO i1;
COMMIT;

-- takes back e1: The declaration renames check t.c1 to t.c2.
BEGIN;
ALTER TABLE public.t RENAME CONSTRAINT c2 TO c1;
COMMIT;
