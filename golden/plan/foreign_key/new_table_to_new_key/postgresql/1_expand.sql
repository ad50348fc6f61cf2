-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate.
--
--   notes  + table with 3 columns, primary key
--
-- Locks nothing that was there before.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.notes,public.orders}',
    marker => 'public._sg_20260101000000()',
    lacks => '{constraint public.orders.orders_code_key,valid index public.orders_code_key,valid index public.orders_place,table public.notes}');

-- e1 · New table notes.
CALL pg_temp.run('e1', $ddl$
CREATE TABLE public.notes (
    id bigint NOT NULL,
    code text NOT NULL,
    place text,
    CONSTRAINT notes_pkey PRIMARY KEY (id)
);
$ddl$);

CALL pg_temp.end_file();
