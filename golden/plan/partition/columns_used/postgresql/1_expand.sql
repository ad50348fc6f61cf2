-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
--
--   events  + column _sg_20260101000000_new_amount
--           + column sort
--           ~ table: kept true by a trigger
--           + index _sg_20260101000000_new_events_once: on the table without its partitions, index built, on the partitions
--
-- Strongest locks: events access-exclusive, events.events_2026 access-exclusive, events.events_2027 access-exclusive.
-- Reads in full: events.events_2026, events.events_2027.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.events}',
    marker => 'public._sg_20260101000000()',
    has => '{column public.events.amount: integer,column public.events.kind,column public.events.amount}',
    lacks => '{column public.events.amount: bigint,column public.events.sort}');

-- e1 · What schemagen does not know and cannot carry over would stop a later step: it is looked for first.
CALL pg_temp.look('e1', $ddl$
CALL pg_temp.require_known(ARRAY[['column', 'public.events', 'amount', 'replaced'], ['column', 'public.events', 'kind', 'replaced']],
    known => '{public.events _sg_20260101000000_new_events_amount,public.events _sg_20260101000000_new_events_amount_check,public.events _sg_20260101000000_new_events_once,public.events amount,public.events events_amount,public.events events_amount_check,public.events events_once,public.events events_pkey,public.events kind}');
$ddl$);

-- e2 · A column of type bigint beside column events.amount: it takes its place in contract; until then the name takes values of the old type.
CALL pg_temp.under_lock('e2', '{public.events,public.events_2026,public.events_2027}', $ddl$
ALTER TABLE public.events ADD COLUMN IF NOT EXISTS _sg_20260101000000_new_amount bigint;
COMMENT ON COLUMN public.events._sg_20260101000000_new_amount IS 'how many';
CALL pg_temp.copy_column_settings('public.events', 'amount', '_sg_20260101000000_new_amount');
$ddl$);

-- e3 · The new name of column events.kind is a column of its own until contract, so that both applications find theirs.
CALL pg_temp.under_lock('e3', '{public.events,public.events_2026,public.events_2027}', $ddl$
ALTER TABLE public.events ADD COLUMN IF NOT EXISTS sort text;
COMMENT ON COLUMN public.events.sort IS 'what it was';
CALL pg_temp.copy_column_settings('public.events', 'kind', 'sort');
$ddl$);

-- e4 · A trigger on table events writes every value in its new type to _sg_20260101000000_new_amount as well; keeps kind and sort equal, whichever is written. Its name lets it fire last.
CALL pg_temp.under_lock('e4', '{public.events,public.events_2026,public.events_2027}', $ddl$
CREATE OR REPLACE FUNCTION public._sg_20260101000000_events() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
    SET TimeZone = 'UTC' SET DateStyle = 'ISO, YMD' SET IntervalStyle = 'postgres' SET bytea_output = 'hex'
    SET standard_conforming_strings = on AS $$
BEGIN
    NEW._sg_20260101000000_new_amount := NEW.amount::bigint;
    NEW.sort := NEW.kind;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER zz_sg_20260101000000_events BEFORE INSERT OR UPDATE ON public.events
    FOR EACH ROW EXECUTE FUNCTION public._sg_20260101000000_events();
ALTER TABLE public.events ENABLE ALWAYS TRIGGER zz_sg_20260101000000_events;
CREATE OR REPLACE FUNCTION public._sg_20260101000000_back_events() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
    SET TimeZone = 'UTC' SET DateStyle = 'ISO, YMD' SET IntervalStyle = 'postgres' SET bytea_output = 'hex'
    SET standard_conforming_strings = on AS $$
BEGIN
    IF NEW.sort IS DISTINCT FROM OLD.sort AND NEW.sort IS DISTINCT FROM NEW.kind THEN
        IF NOT (NEW.kind IS DISTINCT FROM CASE WHEN TG_OP = 'INSERT' AND TG_NARGS > 0 THEN ('none')::text ELSE OLD.kind END) THEN
            NEW.kind := NEW.sort;
        ELSIF TG_NARGS > 0 THEN
            RAISE integrity_constraint_violation USING MESSAGE = 'Columns kind and sort of events are given different values.',
                HINT = 'They are two forms of one column while a migration is under way: set one of them.';
        END IF;
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER "!_sg_20260101000000_events" BEFORE INSERT OR UPDATE ON public.events
    FOR EACH ROW EXECUTE FUNCTION public._sg_20260101000000_back_events();
ALTER TABLE public.events ENABLE ALWAYS TRIGGER "!_sg_20260101000000_events";
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

-- e5 · Index events._sg_20260101000000_new_events_once on the table without its partitions: nothing is read, and it serves when every partition has its part.
CALL pg_temp.under_lock('e5', '{public.events}', $ddl$
CREATE UNIQUE INDEX IF NOT EXISTS _sg_20260101000000_new_events_once ON ONLY public.events USING btree (at, sort);
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

-- e6 · Index events._sg_20260101000000_new_events_once on partition events_2026, built without blocking writers.
SELECT pg_temp.begins('e6') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public.events_2026__sg_20260101000000_new_events_once') AND NOT indisvalid) THEN
        DROP INDEX public.events_2026__sg_20260101000000_new_events_once;
    END IF;
END
$$;
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS events_2026__sg_20260101000000_new_events_once ON public.events_2026 USING btree (at, sort);
SET lock_timeout = '200ms';
CALL pg_temp.done('e6');
\endif

-- e7 · Index events._sg_20260101000000_new_events_once on partition events_2027, built without blocking writers.
SELECT pg_temp.begins('e7') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public.events_2027__sg_20260101000000_new_events_once') AND NOT indisvalid) THEN
        DROP INDEX public.events_2027__sg_20260101000000_new_events_once;
    END IF;
END
$$;
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS events_2027__sg_20260101000000_new_events_once ON public.events_2027 USING btree (at, sort);
SET lock_timeout = '200ms';
CALL pg_temp.done('e7');
\endif

-- e8 · Index events._sg_20260101000000_new_events_once takes over that of partition events_2026, whose readers and writers wait for an instant.
CALL pg_temp.look('e8', $ddl$
ALTER INDEX public._sg_20260101000000_new_events_once ATTACH PARTITION public.events_2026__sg_20260101000000_new_events_once;
$ddl$);

-- e9 · Index events._sg_20260101000000_new_events_once takes over that of partition events_2027, whose readers and writers wait for an instant.
CALL pg_temp.look('e9', $ddl$
ALTER INDEX public._sg_20260101000000_new_events_once ATTACH PARTITION public.events_2027__sg_20260101000000_new_events_once;
$ddl$);

-- e10 · Index events._sg_20260101000000_new_events_once must be on every partition now.
CALL pg_temp.run('e10', $ddl$
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = 'public._sg_20260101000000_new_events_once'::regclass AND NOT indisvalid) THEN
        RAISE EXCEPTION '% is not on every partition: one has come since this was planned', 'index events._sg_20260101000000_new_events_once'
            USING HINT = 'Build the same index on that partition, attach it with ALTER INDEX ... ATTACH PARTITION, and go on.';
    END IF;
END
$$;
$ddl$);

CALL pg_temp.end_file();
