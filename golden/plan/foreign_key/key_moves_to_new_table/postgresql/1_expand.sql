-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate.
--
--   new_t  + table with 1 column
--   old_t  ~ index u: successor built
--
-- Locks nothing that was there before.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.bar,public.new_t,public.old_t}',
    marker => 'public._sg_20260101000000()',
    has => '{table public.old_t,constraint public.bar.bar_fk}',
    lacks => '{table public.new_t}');

-- e1 · New table new_t.
CALL pg_temp.run('e1', $ddl$
CREATE TABLE public.new_t (
    a integer
);
$ddl$);

-- e2 · Index new_t.u under another name, because index old_t.u still bears its own.
CALL pg_temp.run('e2', $ddl$
CREATE UNIQUE INDEX _sg_20260101000000_new_u ON public.new_t USING btree (a);
$ddl$);

CALL pg_temp.end_file();
