-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
--
--   marks        + table with 2 columns, primary key, 1 foreign key
--   "Old Users"  + column _sg_20260101000000_new_rank
--                ~ column first: new default
--                + column level
--                ~ table: kept true by a trigger
--                + index by_level
--   new_one      + view
--   order        + view
--
-- Strongest locks: "Old Users" access-exclusive.
-- Reads in full: "Old Users".
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{"public.\"Old Users\"","public.\"order\"",public.marks,public.notes}',
    marker => 'public._sg_20260101000000()',
    has => '{column public.Old Users.first,column public.Old Users.rank,column public.Old Users.rank: integer,table public.Old Users,constraint public.notes.notes_user_id_fkey}',
    lacks => '{column public.order.given_name,column public.order.level,column public.order.rank,column public.order.rank: bigint,constraint public.order.level_positive,valid index public.by_level,table public.marks,table public.order,view public.new_one}');

-- e1 · What schemagen does not know and cannot carry over would stop a later step: it is looked for first.
CALL pg_temp.look('e1', $ddl$
DO $$
DECLARE
    _sg_known text[] := ARRAY['public.Old Users Old Users_pkey', 'public.Old Users Old Users_user_key', 'public.Old Users by_first', 'public.Old Users by_level', 'public.Old Users first', 'public.Old Users level_positive', 'public.marks marks_pkey', 'public.marks marks_user_id_fkey', 'public.notes notes_pkey', 'public.notes notes_user_id_fkey']::text[];  -- the relation, and what of it
    _sg_found text;
BEGIN
    WITH named (catalog, object, part, goes, replaced) AS (
        SELECT 'pg_class'::regclass, oid, NULL::integer, false, true FROM pg_class WHERE oid = to_regclass('public.named')
        UNION ALL
        SELECT 'pg_class'::regclass, oid, NULL::integer, false, true FROM pg_class WHERE oid = to_regclass('public.ranked')
        UNION ALL
        SELECT 'pg_class'::regclass, attrelid, attnum::integer, false, true FROM pg_attribute
         WHERE attrelid = to_regclass('public."Old Users"') AND attname IN ('rank') AND NOT attisdropped
    ), touched AS (  -- a partition has what its table has, and what it has of its own
        SELECT catalog, object, part, goes, replaced, object AS root, part AS root_part FROM named
        UNION ALL
        SELECT n.catalog, a.attrelid, a.attnum::integer, n.goes, n.replaced, n.object, n.part
          FROM named n
          JOIN pg_class c ON n.catalog = 'pg_class'::regclass AND c.oid = n.object AND c.relkind = 'p'
          JOIN pg_attribute whole ON whole.attrelid = n.object AND whole.attnum = n.part
         CROSS JOIN pg_partition_tree(n.object) t
          JOIN pg_attribute a ON a.attrelid = t.relid AND a.attname = whole.attname
         WHERE t.relid <> n.object
    ), found (what, stands_on) AS (
        SELECT pg_describe_object(d.classid, d.objid, 0), pg_describe_object(d.refclassid, d.refobjid, d.refobjsubid)
          FROM touched t JOIN pg_depend d
            ON d.refclassid = t.catalog AND d.refobjid = t.object AND (t.part IS NULL OR d.refobjsubid = t.part)
          LEFT JOIN pg_class x ON d.classid = 'pg_class'::regclass AND x.oid = d.objid
          LEFT JOIN pg_index i ON i.indexrelid = x.oid
          LEFT JOIN pg_constraint k ON d.classid = 'pg_constraint'::regclass AND k.oid = d.objid
          LEFT JOIN pg_trigger g ON d.classid = 'pg_trigger'::regclass AND g.oid = d.objid
          LEFT JOIN pg_attrdef v ON d.classid = 'pg_attrdef'::regclass AND v.oid = d.objid
          LEFT JOIN pg_attribute filled ON filled.attrelid = v.adrelid AND filled.attnum = v.adnum
          LEFT JOIN pg_class owner ON owner.oid = coalesce(i.indrelid, k.conrelid, g.tgrelid, v.adrelid)
          LEFT JOIN pg_namespace n ON n.oid = owner.relnamespace
         CROSS JOIN LATERAL (SELECT format('%s.%s %s', n.nspname, owner.relname,
                                           coalesce(x.relname, k.conname, g.tgname, filled.attname)) AS name) AS part
         WHERE CASE WHEN d.classid IN ('pg_policy'::regclass, 'pg_statistic_ext'::regclass) THEN t.goes
                    WHEN d.classid = 'pg_rewrite'::regclass
                    THEN EXISTS (SELECT FROM pg_rewrite r WHERE r.oid = d.objid AND r.rulename <> '_RETURN')
                    WHEN d.classid = 'pg_proc'::regclass THEN d.deptype = 'n'
                    WHEN d.classid = 'pg_type'::regclass THEN false
                    WHEN x.oid IS NOT NULL
                    THEN t.replaced AND i.indexrelid IS NOT NULL AND NOT x.relispartition
                         AND x.relname NOT LIKE '\_sg\_%' AND part.name <> ALL (_sg_known)
                    WHEN k.oid IS NOT NULL
                    THEN t.replaced AND k.contype <> 'n' AND k.conparentid = 0 AND k.coninhcount = 0
                         AND k.conname NOT LIKE '\_sg\_%' AND part.name <> ALL (_sg_known)
                    WHEN g.oid IS NOT NULL
                    THEN NOT g.tgisinternal AND g.tgparentid = 0
                         AND g.tgname NOT LIKE 'zz\_sg\_%' AND part.name <> ALL (_sg_known)
                    WHEN v.oid IS NOT NULL AND v.adrelid = t.object AND t.object <> t.root
                    THEN t.replaced AND pg_get_expr(v.adbin, v.adrelid) IS DISTINCT FROM
                         (SELECT pg_get_expr(whole.adbin, whole.adrelid) FROM pg_attrdef whole
                           WHERE whole.adrelid = t.root
                             AND whole.adnum = (SELECT attnum FROM pg_attribute a
                                                 WHERE a.attrelid = t.root AND a.attname = filled.attname))
                    WHEN v.oid IS NOT NULL THEN t.replaced AND part.name <> ALL (_sg_known)
                    ELSE d.deptype = 'n' END
        UNION ALL
        SELECT own.what, pg_describe_object('pg_class'::regclass, a.attrelid, a.attnum)
          FROM touched t
          JOIN pg_attribute a ON a.attrelid = t.object AND a.attnum = t.part
          JOIN pg_attribute whole ON whole.attrelid = t.root AND whole.attnum = t.root_part
         CROSS JOIN LATERAL (VALUES
               ('NOT NULL of the partition', a.attnotnull AND NOT whole.attnotnull),
               ('a privilege', a.attacl IS NOT NULL),
               ('a comment', col_description(a.attrelid, a.attnum) <>
                             coalesce(col_description(whole.attrelid, whole.attnum), '')),
               ('a statistics target', coalesce(a.attstattarget, -1) <> coalesce(whole.attstattarget, -1)),
               ('an option', a.attoptions IS DISTINCT FROM whole.attoptions)) AS own (what, is_there)
         WHERE t.replaced AND t.catalog = 'pg_class'::regclass AND t.object <> t.root AND own.is_there
    )
    SELECT string_agg(DISTINCT what || ' stands on ' || stands_on, '; ') INTO _sg_found FROM found;
    IF _sg_found IS NOT NULL THEN
        RAISE EXCEPTION 'This migration cannot carry over what schemagen does not know: %', _sg_found
            USING HINT = 'Nothing was changed. Drop it now, and create it in its new form when the last file has run.';
    END IF;
END
$$;
$ddl$);

-- e2 · New table marks.
CALL pg_temp.run('e2', $ddl$
CREATE TABLE public.marks (
    id bigint NOT NULL,
    user_id bigint,
    CONSTRAINT marks_pkey PRIMARY KEY (id)
);
$ddl$);

-- e3 · A column of type bigint beside column "Old Users".rank: it takes its place in contract; until then the name takes values of the old type.
CALL pg_temp.under_lock('e3', '{"public.\"Old Users\""}', $ddl$
ALTER TABLE public."Old Users" ADD COLUMN IF NOT EXISTS _sg_20260101000000_new_rank bigint;
DO $$
DECLARE
    _sg_grant record;
BEGIN
    FOR _sg_grant IN
        SELECT acl.privilege_type, acl.is_grantable,
               CASE WHEN acl.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(acl.grantee)) END AS grantee
          FROM pg_attribute a CROSS JOIN aclexplode(a.attacl) acl
         WHERE a.attrelid = 'public."Old Users"'::regclass AND a.attname = 'rank'
    LOOP
        EXECUTE format('GRANT %s (%I) ON %s TO %s', _sg_grant.privilege_type, '_sg_20260101000000_new_rank', 'public."Old Users"', _sg_grant.grantee)
             || CASE WHEN _sg_grant.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END;
    END LOOP;
END
$$;
DO $$
DECLARE
    _sg_old pg_attribute%ROWTYPE;
BEGIN
    SELECT * INTO _sg_old FROM pg_attribute WHERE attrelid = 'public."Old Users"'::regclass AND attname = 'rank';
    IF _sg_old.attstattarget >= 0 THEN
        EXECUTE format('ALTER TABLE %s ALTER COLUMN %I SET STATISTICS %s', 'public."Old Users"', '_sg_20260101000000_new_rank', _sg_old.attstattarget);
    END IF;
    IF _sg_old.attoptions IS NOT NULL THEN
        EXECUTE format('ALTER TABLE %s ALTER COLUMN %I SET (%s)', 'public."Old Users"', '_sg_20260101000000_new_rank', array_to_string(_sg_old.attoptions, ', '));
    END IF;
END
$$;
$ddl$);

-- e4 · A new default for column "Old Users".first: rows that are there keep their values.
CALL pg_temp.under_lock('e4', '{"public.\"Old Users\""}', $ddl$
ALTER TABLE public."Old Users" ALTER COLUMN first SET DEFAULT '?';
$ddl$);

-- e5 · New column "Old Users".level, empty in existing rows for now.
CALL pg_temp.under_lock('e5', '{"public.\"Old Users\""}', $ddl$
ALTER TABLE public."Old Users" ADD COLUMN IF NOT EXISTS level integer;
$ddl$);

-- e6 · A trigger on table "Old Users" fills in level for the old application; writes every value in its new type to _sg_20260101000000_new_rank as well. Its name lets it fire last.
CALL pg_temp.under_lock('e6', '{"public.\"Old Users\""}', $ddl$
CREATE OR REPLACE FUNCTION public."_sg_20260101000000_Old Users"() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp
    SET TimeZone = 'UTC' SET DateStyle = 'ISO, YMD' SET IntervalStyle = 'postgres' SET bytea_output = 'hex'
    SET standard_conforming_strings = on AS $$
#variable_conflict use_column
BEGIN
    NEW._sg_20260101000000_new_rank := NEW.rank::bigint;
    IF NEW.level IS NULL THEN
        NEW.level := (SELECT length(first) FROM (SELECT NEW.*) AS "Old Users");
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER "zz_sg_20260101000000_Old Users" BEFORE INSERT OR UPDATE ON public."Old Users"
    FOR EACH ROW EXECUTE FUNCTION public."_sg_20260101000000_Old Users"();
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

-- e7 · New foreign key marks.marks_user_id_fkey.
CALL pg_temp.under_lock('e7', '{"public.\"Old Users\""}', $ddl$
ALTER TABLE public.marks ADD CONSTRAINT marks_user_id_fkey FOREIGN KEY (user_id) REFERENCES public."Old Users" (id);
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

-- e8 · Index "Old Users".by_level, built without blocking writers. What an interrupted build left behind is removed first.
SELECT pg_temp.begins('e8') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DO $$
BEGIN
    PERFORM set_config('lock_timeout', '2s', true);
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public.by_level') AND NOT indisvalid) THEN
        DROP INDEX public.by_level;
    END IF;
END
$$;
CREATE INDEX CONCURRENTLY IF NOT EXISTS by_level ON public."Old Users" USING btree (level);
SET lock_timeout = '200ms';
CALL pg_temp.done('e8');
\endif

-- e9 · New view new_one.
CALL pg_temp.run('e9', $ddl$
CREATE VIEW public.new_one AS
select o.id, count(m.id) as marks from "Old Users" o left join marks m on m.user_id = o.id group by o.id;
$ddl$);

-- e10 · The declaration renames table "Old Users" to order and, in it, first to given_name. The table keeps its names until contract; a view bears the new ones for the new application, and nothing is copied. What does not go through it: COPY, TRUNCATE, MERGE, TABLESAMPLE, ON CONFLICT ON CONSTRAINT, xmin and ctid, GROUP BY the key alone.
CALL pg_temp.run('e10', $ddl$
CREATE VIEW public."order" WITH (security_invoker = 'true') AS
SELECT id, "user", first AS given_name, rank, level FROM public."Old Users";
COMMENT ON VIEW public."order" IS 'schemagen: the new name of table public."Old Users" until contract';
DO $$
DECLARE
    _sg_statement text;
BEGIN
    FOR _sg_statement IN
        SELECT 'ALTER VIEW public."order" OWNER TO ' || quote_ident(pg_get_userbyid(relowner))
          FROM pg_class WHERE oid = 'public."Old Users"'::regclass AND pg_get_userbyid(relowner) <> current_user
        UNION ALL
        SELECT format('GRANT %s %s ON TABLE %s TO %s%s', granted.privilege_type, granted.columns, 'public."order"',
                      CASE WHEN granted.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(granted.grantee)) END,
                      CASE WHEN granted.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
          FROM (SELECT '' AS columns, acl.*
                  FROM pg_class c CROSS JOIN aclexplode(c.relacl) acl WHERE c.oid = 'public."Old Users"'::regclass
                UNION ALL
                SELECT format('(%I)', shown.name), acl.*
                  FROM (VALUES ('id', 'id'), ('user', 'user'), ('given_name', 'first'), ('rank', 'rank'), ('level', 'level')) shown (name, source)
                  JOIN pg_attribute a ON a.attrelid = 'public."Old Users"'::regclass AND a.attname = shown.source
                 CROSS JOIN aclexplode(a.attacl) acl) granted
         WHERE granted.grantee <> (SELECT relowner FROM pg_class WHERE oid = 'public."Old Users"'::regclass)
           AND granted.privilege_type IN ('SELECT', 'INSERT', 'UPDATE', 'DELETE', 'REFERENCES', 'TRIGGER')
    LOOP
        EXECUTE _sg_statement;
    END LOOP;
END
$$;
$ddl$);

CALL pg_temp.end_file();
