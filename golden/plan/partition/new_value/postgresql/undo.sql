-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- Stays: step e1. PostgreSQL cannot remove a value from an enum: the new values stay, and so do rows that the new application has written with them.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- takes back e2: New partition events.events_c, made beside its table and attached.
-- Rows that have come into the partition go with it.
BEGIN;
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_inherits WHERE inhrelid = to_regclass('public.events_c')) THEN
        ALTER TABLE public.events DETACH PARTITION public.events_c;
    END IF;
END
$$;
DROP TABLE IF EXISTS public.events_c;
COMMIT;
