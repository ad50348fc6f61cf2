-- 20260101000000_golden · 1 of 3: expand
-- After this file the new application works. Statements of the old one may fail from step e2 on.
--
--   events  ~ column id becomes event_id
--           ~ table: renamed
--   notes   + column about
--           ~ table: kept true by a trigger
--
-- Strongest locks: events access-exclusive, events.events_0 access-exclusive, events.events_1 access-exclusive, notes access-exclusive. A lock that is not had in 2 s ends the file.
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
         WHERE attrelid = to_regclass('public.notes') AND attname IN ('event_id') AND NOT attisdropped
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

-- schemagen: id=e2 phase=expand lock=access-exclusive:events,access-exclusive:events.events_0,access-exclusive:events.events_1 rewrite=no scan=no tx=own
-- The declaration renames in table events id to event_id. Until contract a view in its place has the columns under both names: nothing is copied. COPY, TRUNCATE, MERGE, TABLESAMPLE, ON CONFLICT ON CONSTRAINT, xmin and ctid, GROUP BY the key alone and statements that write both names do not go through it.
BEGIN;
ALTER TABLE public.events RENAME COLUMN id TO event_id;
ALTER TABLE public.events RENAME TO _sg_20260101000000_base_events;
CREATE VIEW public.events WITH (security_invoker=true) AS
<<<<<<< HEAD
    SELECT event_id, event_id AS id FROM public._sg_20260101000000_base_events;
=======
    SELECT event_id AS id, event_id FROM public._sg_base_events;
>>>>>>> 4282dfb (Let a renamed table keep its name until contract, and a view bear the new one)
DO $$
DECLARE
    _sg_statement text;
BEGIN
    FOR _sg_statement IN
        SELECT 'ALTER VIEW public.events OWNER TO ' || quote_ident(pg_get_userbyid(relowner))
          FROM pg_class WHERE oid = 'public._sg_20260101000000_base_events'::regclass AND pg_get_userbyid(relowner) <> current_user
        UNION ALL
        SELECT format('GRANT %s %s ON TABLE %s TO %s%s', granted.privilege_type, granted.columns, 'public.events',
                      CASE WHEN granted.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(granted.grantee)) END,
                      CASE WHEN granted.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
          FROM (SELECT '' AS columns, acl.*
                  FROM pg_class c CROSS JOIN aclexplode(c.relacl) acl WHERE c.oid = 'public._sg_20260101000000_base_events'::regclass
                UNION ALL
                SELECT format('(%I)', shown.name), acl.*
<<<<<<< HEAD
                  FROM (VALUES ('event_id', 'event_id'), ('id', 'event_id')) shown (name, source)
                  JOIN pg_attribute a ON a.attrelid = 'public._sg_20260101000000_base_events'::regclass AND a.attname = shown.source
=======
                  FROM (VALUES ('id', 'event_id'), ('event_id', 'event_id')) shown (name, source)
                  JOIN pg_attribute a ON a.attrelid = 'public._sg_base_events'::regclass AND a.attname = shown.source
>>>>>>> 4282dfb (Let a renamed table keep its name until contract, and a view bear the new one)
                 CROSS JOIN aclexplode(a.attacl) acl) granted
         WHERE granted.grantee <> (SELECT relowner FROM pg_class WHERE oid = 'public._sg_20260101000000_base_events'::regclass)
           AND granted.privilege_type IN ('SELECT', 'INSERT', 'UPDATE', 'DELETE', 'REFERENCES', 'TRIGGER')
    LOOP
        EXECUTE _sg_statement;
    END LOOP;
END
$$;
COMMIT;

-- schemagen: id=e3 phase=expand lock=access-exclusive:notes rewrite=no scan=no tx=own
-- The new name of column notes.event_id is a column of its own until contract, so that both applications find theirs.
BEGIN;
ALTER TABLE public.notes ADD COLUMN IF NOT EXISTS about bigint;
DO $$
DECLARE
    _sg_grant record;
BEGIN
    FOR _sg_grant IN
        SELECT acl.privilege_type, acl.is_grantable,
               CASE WHEN acl.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(acl.grantee)) END AS grantee
          FROM pg_attribute a CROSS JOIN aclexplode(a.attacl) acl
         WHERE a.attrelid = 'public.notes'::regclass AND a.attname = 'event_id'
    LOOP
        EXECUTE format('GRANT %s (%I) ON %s TO %s', _sg_grant.privilege_type, 'about', 'public.notes', _sg_grant.grantee)
             || CASE WHEN _sg_grant.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END;
    END LOOP;
END
$$;
COMMIT;

-- schemagen: id=e4 phase=expand lock=share-row-exclusive:notes rewrite=no scan=no tx=own
-- A trigger on table notes keeps event_id and about equal, whichever is written. Its name lets it fire last.
BEGIN;
CREATE OR REPLACE FUNCTION public._sg_20260101000000_notes() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.about IS NULL THEN
            NEW.about := NEW.event_id;
        ELSE
            NEW.event_id := NEW.about;
        END IF;
    ELSIF NEW.about IS DISTINCT FROM OLD.about AND NEW.about IS DISTINCT FROM NEW.event_id THEN
        NEW.event_id := NEW.about;
    ELSIF NEW.event_id IS DISTINCT FROM OLD.event_id THEN
        NEW.about := NEW.event_id;
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER zz_sg_20260101000000_notes BEFORE INSERT OR UPDATE ON public.notes
    FOR EACH ROW EXECUTE FUNCTION public._sg_20260101000000_notes();
COMMIT;
