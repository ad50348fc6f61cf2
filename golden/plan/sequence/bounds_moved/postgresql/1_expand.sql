-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate and contract.
--
--   tickets  ~ sequence: options
--   meters   ~ column n: numbering
--
-- Strongest locks: tickets share-row-exclusive, meters access-exclusive.
-- Reads in full: meters.
-- Reads all rows while others wait: step e2.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.meters}',
    marker => 'public._sg_20260101000000()',
    has => '{column public.meters.n,sequence public.tickets}');

-- e1 · New options for sequence tickets.
CALL pg_temp.run('e1', $ddl$
ALTER SEQUENCE public.tickets CACHE 1;
SELECT set_config('schemagen.position',
       (CASE WHEN NOT is_called AND last_value = 1 THEN 1000
             WHEN last_value + CASE WHEN is_called THEN 1 ELSE 0 END < 1000 THEN 1000
             ELSE last_value + CASE WHEN is_called THEN 1 ELSE 0 END END)::text, true)
  FROM public.tickets;
ALTER SEQUENCE public.tickets MINVALUE 1000 START WITH 1000 RESTART;
SELECT setval('public.tickets', current_setting('schemagen.position')::bigint, false);
$ddl$);

-- e2 · Changes how column meters.n is numbered.
CALL pg_temp.under_lock('e2', '{public.meters}', $ddl$
SELECT set_config('schemagen.position', pg_sequence_last_value(pg_get_serial_sequence('public.meters', 'n')::regclass)::text, true);
ALTER TABLE public.meters ALTER COLUMN n SET MINVALUE 10 SET START WITH 10 RESTART;
SELECT setval(pg_get_serial_sequence('public.meters', 'n'), greatest(max(n)::bigint + 1, nullif(current_setting('schemagen.position', true), '')::bigint + 1, 10), false) FROM public.meters;
$ddl$);

CALL pg_temp.end_file(last => true);
