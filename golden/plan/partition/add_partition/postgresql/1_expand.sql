-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate and contract.
--
--   events  + partition events_2027
--
-- Strongest locks: events share-update-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.events_2027}',
    lacks => '{table public.events_2027}');

-- e1 · New partition events.events_2027, made beside its table and attached.
CALL pg_temp.under_lock('e1', '{public.events}', $ddl$
CREATE TABLE public.events_2027 (LIKE public.events INCLUDING ALL EXCLUDING IDENTITY EXCLUDING STATISTICS);
ALTER TABLE public.events ATTACH PARTITION public.events_2027 FOR VALUES FROM ('2027-01-01') TO ('2028-01-01');
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');
