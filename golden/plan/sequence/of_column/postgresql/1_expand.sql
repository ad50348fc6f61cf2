-- 20260101000000_golden · 1 of 3: expand
-- After this file the old and the new application both work. Nothing is removed or tightened.
--
--   bigs_id_seq     ~ sequence: options
--   frees_id_seq    ~ sequence: options, owner
--   owners_id_seq   ~ sequence: options, owner
--   narrows         + column _sg_20260101000000_new_id
--                   ~ table: kept true by a trigger
--   narrows_id_seq  ~ sequence: owner
--   wides           + column _sg_20260101000000_new_id
--                   ~ table: kept true by a trigger
--   wides_id_seq    ~ sequence: owner
--
-- Strongest locks: bigs_id_seq share-row-exclusive, frees_id_seq share-row-exclusive, frees access-share, owners_id_seq share-row-exclusive, narrows access-exclusive, narrows_id_seq share-row-exclusive, wides access-exclusive, wides_id_seq share-row-exclusive. A lock that is not had in 2 s ends the file.
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
         WHERE attrelid = to_regclass('public.narrows') AND attname IN ('id') AND NOT attisdropped
        UNION ALL
        SELECT 'pg_class'::regclass, attrelid, attnum::integer, false FROM pg_attribute
         WHERE attrelid = to_regclass('public.wides') AND attname IN ('id') AND NOT attisdropped
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

-- schemagen: id=e2 phase=expand lock=share-row-exclusive:bigs_id_seq rewrite=no scan=no tx=own
-- New options for sequence bigs_id_seq.
BEGIN;
ALTER SEQUENCE public.bigs_id_seq CACHE 1;
SELECT set_config('schemagen.position',
       (CASE WHEN NOT is_called AND last_value = 1 THEN 1
             WHEN last_value + CASE WHEN is_called THEN 1 ELSE 0 END < 1 THEN 1
             ELSE last_value + CASE WHEN is_called THEN 1 ELSE 0 END END)::text, true)
  FROM public.bigs_id_seq;
ALTER SEQUENCE public.bigs_id_seq AS integer MINVALUE 1 MAXVALUE 2147483647 RESTART;
SELECT setval('public.bigs_id_seq', current_setting('schemagen.position')::bigint, false);
COMMIT;

-- schemagen: id=e3 phase=expand lock=share-row-exclusive:frees_id_seq rewrite=no scan=no tx=own
-- New options for sequence frees_id_seq.
BEGIN;
ALTER SEQUENCE public.frees_id_seq CACHE 1;
SELECT set_config('schemagen.position',
       (CASE WHEN NOT is_called AND last_value = 1 THEN 1
             WHEN last_value + CASE WHEN is_called THEN 1 ELSE 0 END < 1 THEN 1
             ELSE last_value + CASE WHEN is_called THEN 1 ELSE 0 END END)::text, true)
  FROM public.frees_id_seq;
ALTER SEQUENCE public.frees_id_seq AS integer MINVALUE 1 MAXVALUE 2147483647 RESTART;
SELECT setval('public.frees_id_seq', current_setting('schemagen.position')::bigint, false);
COMMIT;

-- schemagen: id=e4 phase=expand lock=access-share:frees,share-row-exclusive:frees_id_seq rewrite=no scan=no tx=own
-- Sequence frees_id_seq belongs to its column from here on, and would be dropped with it.
BEGIN;
ALTER SEQUENCE public.frees_id_seq OWNED BY public.frees.id;
COMMIT;

-- schemagen: id=e5 phase=expand lock=share-row-exclusive:owners_id_seq rewrite=no scan=no tx=own
-- New options for sequence owners_id_seq.
BEGIN;
ALTER SEQUENCE public.owners_id_seq AS bigint MINVALUE 1 MAXVALUE 9223372036854775807;
COMMIT;

-- schemagen: id=e6 phase=expand lock=share-row-exclusive:owners_id_seq rewrite=no scan=no tx=own
-- Sequence owners_id_seq belongs to no column any more.
BEGIN;
ALTER SEQUENCE public.owners_id_seq OWNED BY NONE;
COMMIT;

-- schemagen: id=e7 phase=expand lock=access-exclusive:narrows rewrite=no scan=no tx=own
-- A column of type integer beside column narrows.id: it takes its place in contract; until then the name takes values of the old type.
BEGIN;
ALTER TABLE public.narrows ADD COLUMN IF NOT EXISTS _sg_20260101000000_new_id integer;
DO $$
DECLARE
    _sg_grant record;
BEGIN
    FOR _sg_grant IN
        SELECT acl.privilege_type, acl.is_grantable,
               CASE WHEN acl.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(acl.grantee)) END AS grantee
          FROM pg_attribute a CROSS JOIN aclexplode(a.attacl) acl
         WHERE a.attrelid = 'public.narrows'::regclass AND a.attname = 'id'
    LOOP
        EXECUTE format('GRANT %s (%I) ON %s TO %s', _sg_grant.privilege_type, '_sg_20260101000000_new_id', 'public.narrows', _sg_grant.grantee)
             || CASE WHEN _sg_grant.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END;
    END LOOP;
END
$$;
COMMIT;

-- schemagen: id=e8 phase=expand lock=access-share:narrows,share-row-exclusive:narrows_id_seq rewrite=no scan=no tx=own
-- Sequence narrows_id_seq belongs to its column from here on, and would be dropped with it.
BEGIN;
ALTER SEQUENCE public.narrows_id_seq OWNED BY public.narrows._sg_20260101000000_new_id;
COMMIT;

-- schemagen: id=e9 phase=expand lock=share-row-exclusive:narrows rewrite=no scan=no tx=own
-- A trigger on table narrows writes every value in its new type to _sg_20260101000000_new_id as well. Its name lets it fire last.
BEGIN;
CREATE OR REPLACE FUNCTION public._sg_20260101000000_narrows() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    BEGIN
        NEW._sg_20260101000000_new_id := NEW.id::integer;
    EXCEPTION WHEN data_exception OR check_violation THEN
        NEW._sg_20260101000000_new_id := NULL;  -- the old application goes on; the next file stops at such a row
    END;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER zz_sg_20260101000000_narrows BEFORE INSERT OR UPDATE ON public.narrows
    FOR EACH ROW EXECUTE FUNCTION public._sg_20260101000000_narrows();
COMMIT;

-- schemagen: id=e10 phase=expand lock=access-exclusive:wides rewrite=no scan=no tx=own
-- A column of type bigint beside column wides.id: it takes its place in contract; until then the name takes values of the old type.
BEGIN;
ALTER TABLE public.wides ADD COLUMN IF NOT EXISTS _sg_20260101000000_new_id bigint;
DO $$
DECLARE
    _sg_grant record;
BEGIN
    FOR _sg_grant IN
        SELECT acl.privilege_type, acl.is_grantable,
               CASE WHEN acl.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(acl.grantee)) END AS grantee
          FROM pg_attribute a CROSS JOIN aclexplode(a.attacl) acl
         WHERE a.attrelid = 'public.wides'::regclass AND a.attname = 'id'
    LOOP
        EXECUTE format('GRANT %s (%I) ON %s TO %s', _sg_grant.privilege_type, '_sg_20260101000000_new_id', 'public.wides', _sg_grant.grantee)
             || CASE WHEN _sg_grant.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END;
    END LOOP;
END
$$;
COMMIT;

-- schemagen: id=e11 phase=expand lock=access-share:wides,share-row-exclusive:wides_id_seq rewrite=no scan=no tx=own
-- Sequence wides_id_seq belongs to its column from here on, and would be dropped with it.
BEGIN;
ALTER SEQUENCE public.wides_id_seq OWNED BY public.wides._sg_20260101000000_new_id;
COMMIT;

-- schemagen: id=e12 phase=expand lock=share-row-exclusive:wides rewrite=no scan=no tx=own
-- A trigger on table wides writes every value in its new type to _sg_20260101000000_new_id as well. Its name lets it fire last.
BEGIN;
CREATE OR REPLACE FUNCTION public._sg_20260101000000_wides() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    NEW._sg_20260101000000_new_id := NEW.id::bigint;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER zz_sg_20260101000000_wides BEFORE INSERT OR UPDATE ON public.wides
    FOR EACH ROW EXECUTE FUNCTION public._sg_20260101000000_wides();
COMMIT;
