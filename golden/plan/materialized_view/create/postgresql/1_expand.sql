-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate and contract.
--
--   empty  + materialized view
--   names  + materialized view with 1 index
--
-- Locks nothing that was there before.
-- Reads in full: users.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.names}',
    marker => 'public._sg_20260101000000()',
    lacks => '{materialized view public.empty,materialized view public.names}');

-- e1 · New materialized view empty.
CALL pg_temp.run('e1', $ddl$
CREATE MATERIALIZED VIEW public.empty AS
SELECT 1 AS one
WITH NO DATA;
$ddl$);

-- e2 · New materialized view names.
CALL pg_temp.run('e2', $ddl$
CREATE MATERIALIZED VIEW public.names WITH (fillfactor = 90) AS
SELECT id, name FROM users;
COMMENT ON MATERIALIZED VIEW public.names IS 'Names, now and then';
COMMENT ON COLUMN public.names.name IS 'The name';
$ddl$);

-- e3 · New index names.names_id.
CALL pg_temp.run('e3', $ddl$
CREATE UNIQUE INDEX names_id ON public.names USING btree (id);
$ddl$);

CALL pg_temp.end_file(last => true);
