-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs. Statements of the old one may fail from step e2 on.
--
--   events  ~ column id becomes event_id
--           ~ table: renamed
--   notes   + column about
--           ~ table: kept true by a trigger
--
-- Strongest locks: events access-exclusive, events.events_0 access-exclusive, events.events_1 access-exclusive, notes access-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.events,public.notes}',
    marker => 'public._sg_20260101000000()',
    has => '{column public.events.id,column public.notes.event_id}',
    lacks => '{column public.events.event_id,column public.notes.about}');

-- e1 · What schemagen does not know and cannot carry over would stop a later step: it is looked for first.
CALL pg_temp.look('e1', $ddl$
CALL pg_temp.require_known(ARRAY[['column', 'public.notes', 'event_id', 'replaced']],
    known => '{public.notes _sg_20260101000000_new_notes_event_id_fkey,public.notes notes_event_id_fkey,public.notes notes_pkey}');
$ddl$);

-- e2 · The declaration renames in table events id to event_id. Until contract a view in its place has the columns under both names: nothing is copied. COPY, TRUNCATE, MERGE, TABLESAMPLE, ON CONFLICT ON CONSTRAINT, xmin and ctid, GROUP BY the key alone and statements that write both names do not go through it.
CALL pg_temp.under_lock('e2', '{public.events,public.events_0,public.events_1}', $ddl$
ALTER TABLE public.events RENAME COLUMN id TO event_id;
ALTER TABLE public.events RENAME TO _sg_20260101000000_base_events;
CREATE VIEW public.events WITH (security_invoker=true) AS
    SELECT event_id AS id, event_id FROM public._sg_20260101000000_base_events;
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
                  FROM (VALUES ('id', 'event_id'), ('event_id', 'event_id')) shown (name, source)
                  JOIN pg_attribute a ON a.attrelid = 'public._sg_20260101000000_base_events'::regclass AND a.attname = shown.source
                 CROSS JOIN aclexplode(a.attacl) acl) granted
         WHERE granted.grantee <> (SELECT relowner FROM pg_class WHERE oid = 'public._sg_20260101000000_base_events'::regclass)
           AND granted.privilege_type IN ('SELECT', 'INSERT', 'UPDATE', 'DELETE', 'REFERENCES', 'TRIGGER')
    LOOP
        EXECUTE _sg_statement;
    END LOOP;
END
$$;
$ddl$);

-- e3 · The new name of column notes.event_id is a column of its own until contract, so that both applications find theirs.
CALL pg_temp.under_lock('e3', '{public.notes}', $ddl$
ALTER TABLE public.notes ADD COLUMN IF NOT EXISTS about bigint;
CALL pg_temp.copy_column_settings('public.notes', 'event_id', 'about');
$ddl$);

-- e4 · A trigger on table notes keeps event_id and about equal, whichever is written. Its name lets it fire last.
CALL pg_temp.under_lock('e4', '{public.notes}', $ddl$
CREATE OR REPLACE FUNCTION public._sg_20260101000000_notes() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    NEW.about := NEW.event_id;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER zz_sg_20260101000000_notes BEFORE INSERT OR UPDATE ON public.notes
    FOR EACH ROW EXECUTE FUNCTION public._sg_20260101000000_notes();
ALTER TABLE public.notes ENABLE ALWAYS TRIGGER zz_sg_20260101000000_notes;
CREATE OR REPLACE FUNCTION public._sg_20260101000000_back_notes() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.about IS DISTINCT FROM OLD.about AND NEW.about IS DISTINCT FROM NEW.event_id THEN
        IF NOT (NEW.event_id IS DISTINCT FROM OLD.event_id) THEN
            NEW.event_id := NEW.about;
        ELSIF TG_NARGS > 0 THEN
            RAISE integrity_constraint_violation USING MESSAGE = 'Columns event_id and about of notes are given different values.',
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

CALL pg_temp.end_file();
