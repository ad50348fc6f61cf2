-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- Where expand or migrate has stopped half-way, leave out what it has not done.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- takes back e3: A new comment for sequence s.
BEGIN;
COMMENT ON SEQUENCE public.s IS NULL;
COMMIT;

-- takes back e2: Sequence s belongs to its column from here on, and would be dropped with it.
BEGIN;
ALTER SEQUENCE public.s OWNED BY NONE;
COMMIT;

-- takes back e1: New options for sequence s.
BEGIN;
ALTER SEQUENCE public.s CACHE 3;
SELECT set_config('schemagen.position',
       (CASE WHEN NOT is_called AND last_value = 4 THEN 1
             WHEN last_value + CASE WHEN is_called THEN 2 ELSE 0 END < 1 THEN 1
             ELSE last_value + CASE WHEN is_called THEN 2 ELSE 0 END END)::text, true)
  FROM public.s;
ALTER SEQUENCE public.s AS integer INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1 NO CYCLE RESTART;
SELECT setval('public.s', current_setting('schemagen.position')::bigint, false);
COMMIT;
