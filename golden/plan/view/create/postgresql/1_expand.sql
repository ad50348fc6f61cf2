-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate and contract.
--
--   named         + view
--   a_view_on_it  + view
--
-- Locks nothing that was there before.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{}',
    marker => 'public._sg_20260101000000()',
    lacks => '{view public.a_view_on_it,view public.named}');

-- e1 · New view named.
CALL pg_temp.run('e1', $ddl$
CREATE VIEW public.named AS
SELECT id, name FROM users WHERE name <> '';
$ddl$);

-- e2 · New view a_view_on_it.
CALL pg_temp.run('e2', $ddl$
CREATE VIEW public.a_view_on_it AS
SELECT count(*) AS n FROM named;
$ddl$);

CALL pg_temp.end_file(last => true);
