-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate and contract.
--
--   parts    + column updated_by
--   stamp()  ~ function: new body
--
-- Strongest locks: parts access-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.parts}',
    marker => 'public._sg_20260101000000()',
    has => '{function public.stamp}',
    lacks => '{column public.parts.updated_by}');

-- e1 · New column parts.updated_by: only the catalog changes.
CALL pg_temp.under_lock('e1', '{public.parts}', $ddl$
ALTER TABLE public.parts ADD COLUMN IF NOT EXISTS updated_by text;
$ddl$);

-- e2 · A new body for function stamp().
CALL pg_temp.run('e2', $ddl$
CREATE OR REPLACE FUNCTION public.stamp() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN new.v := lower(new.v); new.updated_by := coalesce(new.updated_by, 'someone'); RETURN new; END $$;
$ddl$);

CALL pg_temp.end_file(last => true);
