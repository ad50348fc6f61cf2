-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate and contract.
--
--   users  + column seen_at
--
-- Strongest locks: users access-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.users}',
    lacks => '{column public.users.seen_at}');

-- e1 · New column users.seen_at: only the catalog changes.
CALL pg_temp.under_lock('e1', '{public.users}', $ddl$
ALTER TABLE public.users ADD COLUMN IF NOT EXISTS seen_at timestamp with time zone DEFAULT now() NOT NULL;
$ddl$);
