-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- takes back e1: Index sw.sw_c_key under another name, because unique constraint sw.sw_c_key still bears its own.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public._sg_20260101000000_new_sw_c_key;
SET lock_timeout = '2s';
