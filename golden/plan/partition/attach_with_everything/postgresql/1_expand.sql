-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs. Statements of the old one may fail from step e3 on, because of steps e3 and e6.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate and contract.
--
--   events  + partition events_cd: kept out of the default partition, proved for existing rows
--           + partition events_e: kept out of the default partition, proved for existing rows
--           + index events_user: on the table without its partitions, index built, on the partitions
--
-- Strongest locks: events.events_rest access-exclusive, events share, users share-row-exclusive, events.events_ab share-update-exclusive.
-- Reads in full: events.events_rest, events.events_ab.
-- Stops before it changes anything when rows would violate a rule further down: steps e1 and e2.
-- Fails, and changes nothing, when existing rows violate the new rule: steps e4 and e7.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.events,public.events_cd,public.events_e}',
    marker => 'public._sg_20260101000000()',
    lacks => '{valid index public.events_user,table public.events_cd,table public.events_e}');

-- e1 · Rows of the new partition events.events_cd that the default partition holds would stop this file later on.
CALL pg_temp.look('e1', $ddl$
CALL pg_temp.stop_if('rows of events_rest', 'belong in the new partition events_cd',
    'Move them out of the default partition first.',
    'ctid::text', $rows$public.events_rest
             WHERE kind IS NOT NULL AND kind IN ('c'::text, 'd'::text)$rows$);
$ddl$);

-- e2 · Rows of the new partition events.events_e that the default partition holds would stop this file later on.
CALL pg_temp.look('e2', $ddl$
CALL pg_temp.stop_if('rows of events_rest', 'belong in the new partition events_e',
    'Move them out of the default partition first.',
    'ctid::text', $rows$public.events_rest
             WHERE kind IS NOT NULL AND kind = 'e'::text$rows$);
$ddl$);

-- e3 · The default partition takes no more rows of the new partition events.events_cd: until that is attached, new rows of it are refused.
CALL pg_temp.under_lock('e3', '{public.events_rest}', $ddl$
ALTER TABLE public.events_rest DROP CONSTRAINT IF EXISTS _sg_20260101000000_not_events_cd;
ALTER TABLE public.events_rest ADD CONSTRAINT _sg_20260101000000_not_events_cd CHECK (NOT (kind IS NOT NULL AND kind IN ('c'::text, 'd'::text))) NOT VALID;
$ddl$);

-- e4 · The default partition is searched for rows of the new partition events.events_cd without blocking writers.
CALL pg_temp.under_lock('e4', '{public.events_rest}', $ddl$
ALTER TABLE public.events_rest VALIDATE CONSTRAINT _sg_20260101000000_not_events_cd;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- e5 · New partition events.events_cd, made beside its table and attached.
CALL pg_temp.under_lock('e5', '{public.events_rest}', $ddl$
CREATE TABLE public.events_cd (LIKE public.events INCLUDING ALL EXCLUDING IDENTITY EXCLUDING STATISTICS);
ALTER TABLE public.events ATTACH PARTITION public.events_cd FOR VALUES IN ('c', 'd');
ALTER TABLE public.events_rest DROP CONSTRAINT IF EXISTS _sg_20260101000000_not_events_cd;
$ddl$, also => '{public.users}');

-- e6 · The default partition takes no more rows of the new partition events.events_e: until that is attached, new rows of it are refused.
CALL pg_temp.under_lock('e6', '{public.events_rest}', $ddl$
ALTER TABLE public.events_rest DROP CONSTRAINT IF EXISTS _sg_20260101000000_not_events_e;
ALTER TABLE public.events_rest ADD CONSTRAINT _sg_20260101000000_not_events_e CHECK (NOT (kind IS NOT NULL AND kind = 'e'::text)) NOT VALID;
$ddl$);

-- e7 · The default partition is searched for rows of the new partition events.events_e without blocking writers.
CALL pg_temp.under_lock('e7', '{public.events_rest}', $ddl$
ALTER TABLE public.events_rest VALIDATE CONSTRAINT _sg_20260101000000_not_events_e;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- e8 · New partition events.events_e, made beside its table and attached.
CALL pg_temp.under_lock('e8', '{public.events_rest}', $ddl$
CREATE TABLE public.events_e (LIKE public.events INCLUDING ALL EXCLUDING IDENTITY EXCLUDING STATISTICS);
ALTER TABLE public.events ATTACH PARTITION public.events_e FOR VALUES IN ('e');
ALTER TABLE public.events_rest DROP CONSTRAINT IF EXISTS _sg_20260101000000_not_events_e;
COMMENT ON TABLE public.events_e IS 'Only e';
$ddl$, also => '{public.users}');

-- e9 · Index events.events_user on the table without its partitions: nothing is read, and it serves when every partition has its part.
CALL pg_temp.under_lock('e9', '{public.events}', $ddl$
CREATE INDEX IF NOT EXISTS events_user ON ONLY public.events USING btree (user_id);
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

-- e10 · Index events.events_user on partition events_ab, built without blocking writers.
SELECT pg_temp.begins('e10') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public.events_ab_events_user') AND NOT indisvalid) THEN
        DROP INDEX public.events_ab_events_user;
    END IF;
END
$$;
CREATE INDEX CONCURRENTLY IF NOT EXISTS events_ab_events_user ON public.events_ab USING btree (user_id);
SET lock_timeout = '200ms';
CALL pg_temp.done('e10');
\endif

-- e11 · Index events.events_user on partition events_cd, built without blocking writers.
SELECT pg_temp.begins('e11') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public.events_cd_events_user') AND NOT indisvalid) THEN
        DROP INDEX public.events_cd_events_user;
    END IF;
END
$$;
CREATE INDEX CONCURRENTLY IF NOT EXISTS events_cd_events_user ON public.events_cd USING btree (user_id);
SET lock_timeout = '200ms';
CALL pg_temp.done('e11');
\endif

-- e12 · Index events.events_user on partition events_e, built without blocking writers.
SELECT pg_temp.begins('e12') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public.events_e_events_user') AND NOT indisvalid) THEN
        DROP INDEX public.events_e_events_user;
    END IF;
END
$$;
CREATE INDEX CONCURRENTLY IF NOT EXISTS events_e_events_user ON public.events_e USING btree (user_id);
SET lock_timeout = '200ms';
CALL pg_temp.done('e12');
\endif

-- e13 · Index events.events_user on partition events_rest, built without blocking writers.
SELECT pg_temp.begins('e13') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public.events_rest_events_user') AND NOT indisvalid) THEN
        DROP INDEX public.events_rest_events_user;
    END IF;
END
$$;
CREATE INDEX CONCURRENTLY IF NOT EXISTS events_rest_events_user ON public.events_rest USING btree (user_id);
SET lock_timeout = '200ms';
CALL pg_temp.done('e13');
\endif

-- e14 · Index events.events_user takes over that of partition events_ab, whose readers and writers wait for an instant.
CALL pg_temp.look('e14', $ddl$
ALTER INDEX public.events_user ATTACH PARTITION public.events_ab_events_user;
$ddl$);

-- e15 · Index events.events_user takes over that of partition events_cd, whose readers and writers wait for an instant.
CALL pg_temp.look('e15', $ddl$
ALTER INDEX public.events_user ATTACH PARTITION public.events_cd_events_user;
$ddl$);

-- e16 · Index events.events_user takes over that of partition events_e, whose readers and writers wait for an instant.
CALL pg_temp.look('e16', $ddl$
ALTER INDEX public.events_user ATTACH PARTITION public.events_e_events_user;
$ddl$);

-- e17 · Index events.events_user takes over that of partition events_rest, whose readers and writers wait for an instant.
CALL pg_temp.look('e17', $ddl$
ALTER INDEX public.events_user ATTACH PARTITION public.events_rest_events_user;
$ddl$);

-- e18 · Index events.events_user must be on every partition now.
CALL pg_temp.run('e18', $ddl$
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = 'public.events_user'::regclass AND NOT indisvalid) THEN
        RAISE EXCEPTION '% is not on every partition: one has come since this was planned', 'index events.events_user'
            USING HINT = 'Build the same index on that partition, attach it with ALTER INDEX ... ATTACH PARTITION, and go on.';
    END IF;
END
$$;
$ddl$);

CALL pg_temp.end_file(last => true);
