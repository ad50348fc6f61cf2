-- 20260101000000_golden · 1 of 3: expand
-- After this file the old and the new application both work. Nothing is removed or tightened.
-- This migration has nothing to do in migrate.
--
--   b  ~ column id: numbering
--
-- Strongest locks: b access-exclusive. A lock that is not had in 2 s ends the file.
-- Reads in full: b.
-- Reads all rows while others wait: step e1.
-- One transaction: after a failure nothing has changed, and it can be run again as it stands.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;

-- schemagen: id=e1 phase=expand lock=access-exclusive:b rewrite=no scan=yes tx=own
-- Numbers for column b.id, going on behind the greatest one in use.
BEGIN;
CREATE SEQUENCE public.b_id_seq AS integer OWNED BY public.b.id;
SELECT setval(pg_get_serial_sequence('public.b', 'id'), greatest(max(id)::bigint + 1, 1), false) FROM public.b;
ALTER TABLE public.b ALTER COLUMN id SET DEFAULT nextval('public.b_id_seq'::regclass);
COMMIT;
