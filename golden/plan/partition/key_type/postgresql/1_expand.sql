-- 20260101000000_golden · 1 of 3: expand
-- After this file the new application works. Statements of the old one may fail from step e5 on.
--
--   events  + column _sg_20260101000000_new_id
--           ~ table: kept true by a trigger
--           + partition events_2027: kept out of the default partition, proved for existing rows
--
-- Strongest locks: events access-exclusive, events.events_2026 access-exclusive, events.events_old access-exclusive, events.events_rest access-exclusive. A lock that is not had in 2 s ends the file.
-- Reads in full: events.events_rest.
-- Stops before it changes anything when rows would violate a rule further down: step e2.
-- Fails, and changes nothing, when existing rows violate the new rule: step e6.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=e1 phase=expand lock=none rewrite=no scan=no tx=own
-- What schemagen does not know and cannot carry over would stop a later step: it is looked for first.
BEGIN;
DO $$
DECLARE
    _sg_found text;
BEGIN
    WITH touched (catalog, object, part, goes) AS (
        SELECT 'pg_class'::regclass, attrelid, attnum::integer, false FROM pg_attribute
         WHERE attrelid = to_regclass('public.events') AND attname IN ('id') AND NOT attisdropped
    )
    SELECT string_agg(DISTINCT pg_describe_object(d.classid, d.objid, 0) || ' stands on '
                               || pg_describe_object(d.refclassid, d.refobjid, d.refobjsubid), '; ') INTO _sg_found
      FROM touched t JOIN pg_depend d
        ON d.refclassid = t.catalog AND d.refobjid = t.object AND (t.part IS NULL OR d.refobjsubid = t.part)
     WHERE CASE WHEN d.classid IN ('pg_policy'::regclass, 'pg_statistic_ext'::regclass) THEN t.goes
                WHEN d.classid = 'pg_rewrite'::regclass
                THEN EXISTS (SELECT FROM pg_rewrite r WHERE r.oid = d.objid AND r.rulename <> '_RETURN')
                WHEN d.classid = 'pg_proc'::regclass
                THEN d.deptype = 'n'
                WHEN d.classid IN ('pg_class'::regclass, 'pg_type'::regclass, 'pg_constraint'::regclass,
                                   'pg_attrdef'::regclass, 'pg_trigger'::regclass) THEN false
                ELSE d.deptype = 'n' END;
    IF _sg_found IS NOT NULL THEN
        RAISE EXCEPTION 'This migration cannot carry over what schemagen does not know: %', _sg_found
            USING HINT = 'Nothing was changed. Drop it now, and create it in its new form when the last file has run.';
    END IF;
END
$$;
COMMIT;

-- schemagen: id=e2 phase=expand lock=none rewrite=no scan=yes tx=own
-- Rows of the new partition events.events_2027 that the default partition holds would stop this file later on.
BEGIN;
DO $$
DECLARE
    _sg_rows bigint;
    _sg_keys text;
BEGIN
    SELECT count(*), string_agg(key, ', ') FILTER (WHERE number <= 5) INTO _sg_rows, _sg_keys
      FROM (SELECT ctid::text AS key, row_number() OVER () AS number
              FROM public.events_rest
             WHERE at IS NOT NULL AND at >= '2027-01-01'::date AND at < '2028-01-01'::date) found;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% rows of % belong in the new partition events_2027; the first: %', _sg_rows, 'events_rest', _sg_keys
            USING HINT = 'Move them out of the default partition first.';
    END IF;
END
$$;
COMMIT;

-- schemagen: id=e3 phase=expand lock=access-exclusive:events,access-exclusive:events.events_2026,access-exclusive:events.events_old,access-exclusive:events.events_rest rewrite=no scan=no tx=own
-- A column of type bigint beside column events.id: it takes its place in contract; until then the name takes values of the old type.
BEGIN;
ALTER TABLE public.events ADD COLUMN IF NOT EXISTS _sg_20260101000000_new_id bigint;
COMMENT ON COLUMN public.events._sg_20260101000000_new_id IS 'Counts on';
DO $$
DECLARE
    _sg_grant record;
BEGIN
    FOR _sg_grant IN
        SELECT acl.privilege_type, acl.is_grantable,
               CASE WHEN acl.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(acl.grantee)) END AS grantee
          FROM pg_attribute a CROSS JOIN aclexplode(a.attacl) acl
         WHERE a.attrelid = 'public.events'::regclass AND a.attname = 'id'
    LOOP
        EXECUTE format('GRANT %s (%I) ON %s TO %s', _sg_grant.privilege_type, '_sg_20260101000000_new_id', 'public.events', _sg_grant.grantee)
             || CASE WHEN _sg_grant.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END;
    END LOOP;
END
$$;
COMMIT;

-- schemagen: id=e4 phase=expand lock=share-row-exclusive:events,share-row-exclusive:events.events_2026,share-row-exclusive:events.events_old,share-row-exclusive:events.events_rest rewrite=no scan=no tx=own
-- A trigger on table events writes every value in its new type to _sg_20260101000000_new_id as well. Its name lets it fire last.
BEGIN;
CREATE OR REPLACE FUNCTION public._sg_20260101000000_events() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    NEW._sg_20260101000000_new_id := NEW.id::bigint;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER zz_sg_20260101000000_events BEFORE INSERT OR UPDATE ON public.events
    FOR EACH ROW EXECUTE FUNCTION public._sg_20260101000000_events();
COMMIT;

-- schemagen: id=e5 phase=expand lock=access-exclusive:events.events_rest rewrite=no scan=no tx=own
-- The default partition takes no more rows of the new partition events.events_2027: until that is attached, new rows of it are refused.
BEGIN;
ALTER TABLE public.events_rest DROP CONSTRAINT IF EXISTS _sg_20260101000000_not_events_2027;
ALTER TABLE public.events_rest ADD CONSTRAINT _sg_20260101000000_not_events_2027 CHECK (NOT (at IS NOT NULL AND at >= '2027-01-01'::date AND at < '2028-01-01'::date)) NOT VALID;
COMMIT;

-- schemagen: id=e6 phase=expand lock=share-update-exclusive:events.events_rest rewrite=no scan=yes tx=own
-- The default partition is searched for rows of the new partition events.events_2027 without blocking writers.
BEGIN;
ALTER TABLE public.events_rest VALIDATE CONSTRAINT _sg_20260101000000_not_events_2027;
COMMIT;

-- schemagen: id=e7 phase=expand lock=share-update-exclusive:events,access-exclusive:events.events_rest rewrite=no scan=no tx=own
-- New partition events.events_2027, made beside its table and attached.
BEGIN;
CREATE TABLE public.events_2027 (LIKE public.events INCLUDING ALL EXCLUDING IDENTITY EXCLUDING STATISTICS);
ALTER TABLE public.events ATTACH PARTITION public.events_2027 FOR VALUES FROM ('2027-01-01') TO ('2028-01-01');
ALTER TABLE public.events_rest DROP CONSTRAINT IF EXISTS _sg_20260101000000_not_events_2027;
COMMIT;
