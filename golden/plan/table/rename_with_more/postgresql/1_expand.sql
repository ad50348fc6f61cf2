-- 20260101000000_golden · 1 of 3: expand
-- After this file the new application works. Statements of the old one may fail from step e2 on.
-- Until contract the new application has to obey rules that it no longer states: step c10.
--
--   marks    + table with 2 columns, primary key, 1 foreign key
--   order    ~ table Old Users becomes order
--            ~ column first: new default
--            + column given_name
--            + column level
--            + index by_level
--   new_one  + view
--
-- Strongest locks: "Old Users" access-exclusive, order access-exclusive. A lock that is not had in 2 s ends the file.
-- Reads in full: order.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
-- Outside a transaction, and made so that it can be run again: step e9.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=e1 phase=expand lock=none rewrite=no scan=no tx=own
-- New table marks.
BEGIN;
CREATE TABLE public.marks (
    id bigint NOT NULL,
    user_id bigint,
    CONSTRAINT marks_pkey PRIMARY KEY (id)
);
COMMIT;

-- schemagen: id=e2 phase=expand lock=access-exclusive:"Old Users" rewrite=no scan=no tx=own
-- The declaration renames table "Old Users" to order. There is one name at a time: statements of the old application that use the old one fail from here.
BEGIN;
ALTER TABLE public."Old Users" RENAME TO "order";
COMMIT;

-- schemagen: id=e3 phase=expand lock=none rewrite=no scan=no tx=own
-- What schemagen does not know and cannot carry over would stop a later step: it is looked for first.
BEGIN;
DO $$
DECLARE
    _sg_found text;
BEGIN
    WITH touched (catalog, object, part, goes) AS (
        SELECT 'pg_class'::regclass, oid, NULL::integer, false FROM pg_class WHERE oid = to_regclass('public.named')
        UNION ALL
        SELECT 'pg_class'::regclass, oid, NULL::integer, false FROM pg_class WHERE oid = to_regclass('public.ranked')
        UNION ALL
        SELECT 'pg_class'::regclass, attrelid, attnum::integer, false FROM pg_attribute
         WHERE attrelid = to_regclass('public."order"') AND attname IN ('doubled', 'first', 'rank') AND NOT attisdropped
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

-- schemagen: id=e4 phase=expand lock=access-exclusive:order rewrite=no scan=no tx=own
-- A new default for column order.first: rows that are there keep their values.
BEGIN;
ALTER TABLE public."order" ALTER COLUMN first SET DEFAULT '?';
COMMIT;

-- schemagen: id=e5 phase=expand lock=access-exclusive:order rewrite=no scan=no tx=own
-- The new name of column order.first is a column of its own until contract, so that both applications find theirs.
BEGIN;
ALTER TABLE public."order" ADD COLUMN IF NOT EXISTS given_name text;
COMMENT ON COLUMN public."order".given_name IS 'Given';
DO $$
DECLARE
    _sg_grant record;
BEGIN
    FOR _sg_grant IN
        SELECT acl.privilege_type, acl.is_grantable,
               CASE WHEN acl.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(acl.grantee)) END AS grantee
          FROM pg_attribute a CROSS JOIN aclexplode(a.attacl) acl
         WHERE a.attrelid = 'public."order"'::regclass AND a.attname = 'first'
    LOOP
        EXECUTE format('GRANT %s (%I) ON %s TO %s', _sg_grant.privilege_type, 'given_name', 'public."order"', _sg_grant.grantee)
             || CASE WHEN _sg_grant.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END;
    END LOOP;
END
$$;
COMMIT;

-- schemagen: id=e6 phase=expand lock=access-exclusive:order rewrite=no scan=no tx=own
-- New column order.level, empty in existing rows for now.
BEGIN;
ALTER TABLE public."order" ADD COLUMN IF NOT EXISTS level integer;
COMMIT;

-- schemagen: id=e7 phase=expand lock=share-row-exclusive:order rewrite=no scan=no tx=own
-- A trigger on table order fills in level for the old application; keeps first and given_name equal, whichever is written. Its name lets it fire last.
BEGIN;
CREATE OR REPLACE FUNCTION public._sg_sync_order() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.given_name IS NULL THEN
            NEW.given_name := NEW.first;
        ELSE
            NEW.first := NEW.given_name;
        END IF;
    ELSIF NEW.given_name IS DISTINCT FROM OLD.given_name AND NEW.given_name IS DISTINCT FROM NEW.first THEN
        NEW.first := NEW.given_name;
    ELSIF NEW.first IS DISTINCT FROM OLD.first THEN
        NEW.given_name := NEW.first;
    END IF;
    IF NEW.level IS NULL THEN
        NEW.level := (SELECT length(given_name) FROM (SELECT NEW.*) AS "order");
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER zz_sg_sync_order BEFORE INSERT OR UPDATE ON public."order"
    FOR EACH ROW EXECUTE FUNCTION public._sg_sync_order();
COMMIT;

-- schemagen: id=e8 phase=expand lock=share-row-exclusive:order rewrite=no scan=no tx=own
-- New foreign key marks.marks_user_id_fkey.
BEGIN;
ALTER TABLE public.marks ADD CONSTRAINT marks_user_id_fkey FOREIGN KEY (user_id) REFERENCES public."order" (id);
COMMIT;

-- schemagen: id=e9 phase=expand lock=share-update-exclusive:order rewrite=no scan=yes tx=none
-- Index order.by_level, built without blocking writers. What an interrupted build left behind is removed first.
-- Waits for transactions that are open.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public.by_level;
CREATE INDEX CONCURRENTLY by_level ON public."order" USING btree (level);
SET lock_timeout = '2s';

-- schemagen: id=e10 phase=expand lock=none rewrite=no scan=no tx=own
-- New view new_one.
BEGIN;
CREATE VIEW public.new_one AS
select o.id, count(m.id) as marks from "order" o left join marks m on m.user_id = o.id group by o.id;
COMMIT;
