-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- Where expand or migrate has stopped half-way, leave out what it has not done.
-- Lost, with all that has been written to it: table t.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- takes back e4: New table t.
BEGIN;
DROP TABLE IF EXISTS public.t;
COMMIT;

-- takes back e3: New extension btree_gist.
BEGIN;
DROP EXTENSION IF EXISTS btree_gist;
COMMIT;

-- takes back e2: New schema ext.
BEGIN;
DROP SCHEMA IF EXISTS ext;
COMMIT;

-- takes back e1: New extension citext.
BEGIN;
DROP EXTENSION IF EXISTS citext;
COMMIT;
