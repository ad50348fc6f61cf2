-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;

-- takes back e1: Numbers for column b.id, going on behind the greatest one in use.
BEGIN;
ALTER TABLE public.b ALTER COLUMN id DROP DEFAULT;
DO $$
BEGIN
    EXECUTE coalesce('DROP SEQUENCE ' || pg_get_serial_sequence('public.b', 'id'), 'SELECT 1');
END
$$;
COMMIT;
