-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate and contract.
--
--   seen()  + function
--   events  + trigger noticed
--
-- Strongest locks: events share-row-exclusive, events.events_2026 share-row-exclusive, events.events_2027 share-row-exclusive, events.events_rest share-row-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.events}',
    marker => 'public._sg_20260101000000()',
    lacks => '{function public.seen,trigger public.events.noticed}');

-- e1 · New function seen().
CALL pg_temp.run('e1', $ddl$
CREATE OR REPLACE FUNCTION public.seen() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NULL; END$$;
$ddl$);

-- e2 · New trigger events.noticed.
CALL pg_temp.under_lock('e2', '{public.events,public.events_2026,public.events_2027,public.events_rest}', $ddl$
CREATE TRIGGER noticed AFTER INSERT ON public.events FOR EACH ROW EXECUTE FUNCTION seen();
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

CALL pg_temp.end_file(last => true);
