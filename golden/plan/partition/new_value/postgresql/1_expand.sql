-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate and contract.
--
--   kind    ~ enum: new values
--   events  + partition events_c
--
-- Strongest locks: events share-update-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.events_c}',
    marker => 'public._sg_20260101000000()',
    has => '{type public.kind}',
    lacks => '{table public.events_c}');

-- e1 · New values of enum kind, committed at once so that later steps can use them. The old application reads what the new one writes.
SELECT pg_temp.begins('e1') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
ALTER TYPE public.kind ADD VALUE IF NOT EXISTS 'c' AFTER 'b';
SET lock_timeout = '200ms';
CALL pg_temp.done('e1');
\endif

-- e2 · New partition events.events_c, made beside its table and attached.
CALL pg_temp.under_lock('e2', '{public.events}', $ddl$
CREATE TABLE public.events_c (LIKE public.events INCLUDING ALL EXCLUDING IDENTITY EXCLUDING STATISTICS);
ALTER TABLE public.events ATTACH PARTITION public.events_c FOR VALUES IN ('c');
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

CALL pg_temp.end_file(last => true);
