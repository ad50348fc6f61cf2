-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before.
--
--   notes   + column author_id
--           ~ table: kept true by a trigger
--           - foreign key notes_user_id_fkey
--   users   + column _sg_20260101000000_new_age
--           ~ table: kept true by a trigger
--           ~ column age: new default
--           + column level
--   people  + view
--
-- Strongest locks: notes access-exclusive, users access-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.notes,public.people,public.users}',
    marker => 'public._sg_20260101000000()',
    has => '{column public.notes.user_id,column public.users.age,column public.users.age: integer,column public.users.name,constraint public.notes.notes_user_id_fkey,index public.notes_user_id_idx,table public.users}',
    lacks => '{column public.notes.author_id,column public.people.age,column public.people.age: bigint,column public.people.full_name,column public.people.level,constraint public.notes.notes_author_id_fkey,constraint public.people.people_full_name_check,valid index public.notes_author_id_idx,valid index public.people_age,table public.people}');

-- e1 · What schemagen does not know and cannot carry over would stop a later step: it is looked for first.
CALL pg_temp.look('e1', $ddl$
CALL pg_temp.require_known(ARRAY[['column', 'public.notes', 'user_id', 'replaced'], ['column', 'public.users', 'age', 'replaced']],
    known => '{public.notes notes_author_id_fkey,public.notes notes_author_id_idx,public.notes notes_pkey,public.notes notes_user_id_fkey,public.notes notes_user_id_idx,public.users _sg_20260101000000_new_people_age,public.users age,public.users level,public.users people_full_name_check,public.users users_pkey}');
$ddl$);

-- e2 · The new name of column notes.user_id is a column of its own until contract, so that both applications find theirs.
CALL pg_temp.under_lock('e2', '{public.notes}', $ddl$
ALTER TABLE public.notes ADD COLUMN IF NOT EXISTS author_id integer;
CALL pg_temp.copy_column_settings('public.notes', 'user_id', 'author_id');
$ddl$);

-- e3 · A trigger on table notes keeps user_id and author_id equal, whichever is written. Its name lets it fire last.
CALL pg_temp.under_lock('e3', '{public.notes}', $ddl$
CREATE OR REPLACE FUNCTION public._sg_20260101000000_notes() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    NEW.author_id := NEW.user_id;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER zz_sg_20260101000000_notes BEFORE INSERT OR UPDATE ON public.notes
    FOR EACH ROW EXECUTE FUNCTION public._sg_20260101000000_notes();
ALTER TABLE public.notes ENABLE ALWAYS TRIGGER zz_sg_20260101000000_notes;
CREATE OR REPLACE FUNCTION public._sg_20260101000000_back_notes() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.author_id IS DISTINCT FROM OLD.author_id AND NEW.author_id IS DISTINCT FROM NEW.user_id THEN
        IF NOT (NEW.user_id IS DISTINCT FROM OLD.user_id) THEN
            NEW.user_id := NEW.author_id;
        ELSIF TG_NARGS > 0 THEN
            RAISE integrity_constraint_violation USING MESSAGE = 'Columns user_id and author_id of notes are given different values.',
                HINT = 'They are two forms of one column while a migration is under way: set one of them.';
        END IF;
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER "!_sg_20260101000000_notes" BEFORE INSERT OR UPDATE ON public.notes
    FOR EACH ROW EXECUTE FUNCTION public._sg_20260101000000_back_notes();
ALTER TABLE public.notes ENABLE ALWAYS TRIGGER "!_sg_20260101000000_notes";
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

-- e4 · A column of type bigint beside column users.age: it takes its place in contract; until then the name takes values of the old type.
CALL pg_temp.under_lock('e4', '{public.users}', $ddl$
ALTER TABLE public.users ADD COLUMN IF NOT EXISTS _sg_20260101000000_new_age bigint;
CALL pg_temp.copy_column_settings('public.users', 'age', '_sg_20260101000000_new_age');
$ddl$);

-- e5 · A trigger on table users writes every value in its new type to _sg_20260101000000_new_age as well. Its name lets it fire last.
CALL pg_temp.under_lock('e5', '{public.users}', $ddl$
CREATE OR REPLACE FUNCTION public._sg_20260101000000_users() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
    SET TimeZone = 'UTC' SET DateStyle = 'ISO, YMD' SET IntervalStyle = 'postgres' SET bytea_output = 'hex'
    SET standard_conforming_strings = on AS $$
BEGIN
    NEW._sg_20260101000000_new_age := NEW.age::bigint;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER zz_sg_20260101000000_users BEFORE INSERT OR UPDATE ON public.users
    FOR EACH ROW EXECUTE FUNCTION public._sg_20260101000000_users();
ALTER TABLE public.users ENABLE ALWAYS TRIGGER zz_sg_20260101000000_users;
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

-- e6 · A new default for column users.age: rows that are there keep their values.
CALL pg_temp.under_lock('e6', '{public.users}', $ddl$
ALTER TABLE public.users ALTER COLUMN age SET DEFAULT (18)::integer;
$ddl$);

-- e7 · New column users.level: only the catalog changes.
CALL pg_temp.under_lock('e7', '{public.users}', $ddl$
ALTER TABLE public.users ADD COLUMN IF NOT EXISTS level integer DEFAULT 1 NOT NULL;
$ddl$);

-- e8 · The new application does not obey foreign key notes.notes_user_id_fkey any more.
CALL pg_temp.under_lock('e8', '{public.notes,public.users}', $ddl$
ALTER TABLE public.notes DROP CONSTRAINT IF EXISTS notes_user_id_fkey;
$ddl$);

-- e9 · The declaration renames table users to people and, in it, name to full_name. The table keeps its names until contract; a view bears the new ones for the new application, and nothing is copied. What does not go through it: COPY, TRUNCATE, MERGE, TABLESAMPLE, ON CONFLICT ON CONSTRAINT, xmin and ctid, GROUP BY the key alone.
CALL pg_temp.run('e9', $ddl$
CREATE VIEW public.people WITH (security_invoker = 'true') AS
SELECT id, name AS full_name, age, level FROM public.users;
COMMENT ON VIEW public.people IS 'schemagen: the new name of table public.users until contract';
DO $$
DECLARE
    _sg_statement text;
BEGIN
    FOR _sg_statement IN
        SELECT 'ALTER VIEW public.people OWNER TO ' || quote_ident(pg_get_userbyid(relowner))
          FROM pg_class WHERE oid = 'public.users'::regclass AND pg_get_userbyid(relowner) <> current_user
        UNION ALL
        SELECT format('GRANT %s %s ON TABLE %s TO %s%s', granted.privilege_type, granted.columns, 'public.people',
                      CASE WHEN granted.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(granted.grantee)) END,
                      CASE WHEN granted.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
          FROM (SELECT '' AS columns, acl.*
                  FROM pg_class c CROSS JOIN aclexplode(c.relacl) acl WHERE c.oid = 'public.users'::regclass
                UNION ALL
                SELECT format('(%I)', shown.name), acl.*
                  FROM (VALUES ('id', 'id'), ('full_name', 'name'), ('age', 'age'), ('level', 'level')) shown (name, source)
                  JOIN pg_attribute a ON a.attrelid = 'public.users'::regclass AND a.attname = shown.source
                 CROSS JOIN aclexplode(a.attacl) acl) granted
         WHERE granted.grantee <> (SELECT relowner FROM pg_class WHERE oid = 'public.users'::regclass)
           AND granted.privilege_type IN ('SELECT', 'INSERT', 'UPDATE', 'DELETE', 'REFERENCES', 'TRIGGER')
    LOOP
        EXECUTE _sg_statement;
    END LOOP;
END
$$;
$ddl$);

CALL pg_temp.end_file();
