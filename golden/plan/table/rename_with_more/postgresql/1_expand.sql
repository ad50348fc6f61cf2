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
CALL pg_temp.require_known(ARRAY[['column', 'public."Old Users"', 'rank', 'replaced'], ['relation', 'public.named', '', 'replaced'], ['relation', 'public.ranked', '', 'replaced']],
    known => '{public.Old Users Old Users_pkey,public.Old Users Old Users_user_key,public.Old Users by_first,public.Old Users by_level,public.Old Users first,public.Old Users level_positive,public.marks marks_pkey,public.marks marks_user_id_fkey,public.notes notes_pkey,public.notes notes_user_id_fkey}');
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
CALL pg_temp.copy_column_settings('public."Old Users"', 'rank', '_sg_20260101000000_new_rank');
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
ALTER TABLE public."Old Users" ENABLE ALWAYS TRIGGER "zz_sg_20260101000000_Old Users";
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

-- e7 · New foreign key marks.marks_user_id_fkey.
CALL pg_temp.under_lock('e7', '{"public.\"Old Users\""}', $ddl$
ALTER TABLE public.marks ADD CONSTRAINT marks_user_id_fkey FOREIGN KEY (user_id) REFERENCES public."Old Users" (id);
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

-- e8 · Index "Old Users".by_level, built without blocking writers. What an interrupted build left behind is removed first.
SELECT pg_temp.begins('e8', builds => 'public.by_level') AS goes_on \gset
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
