-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c5 on.
--
--   events  ~ column _sg_20260101000000_new_id: both forms held together, both forms proved equal
--           ~ column _sg_20260101000000_new_mood: both forms held together, both forms proved equal
--           ~ column id: the new form in place of the old one
--           ~ column mood: the new form in place of the old one
--           ~ unique constraint events_id
--           ~ unique constraint events_mood
--           ~ table: trigger dropped
--           · c6: The planner of queries learns what has taken its place.
--   mood    ~ enum
--
-- Strongest locks: events access-exclusive, events.events_0 access-exclusive, events.events_1 access-exclusive.
-- Reads in full: events.events_0, events.events_1.
-- Stops before it changes anything when rows would violate a rule further down: step c2.
-- Fails, and changes nothing, when existing rows violate the new rule: step c4.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.events}',
    marker => 'public._sg_20260101000000()', after => '2_migrate.sql');

-- c1 · What schemagen does not know and cannot carry over would be lost or stop this file: it is looked for first.
CALL pg_temp.look('c1', $ddl$
CALL pg_temp.require_known(ARRAY[['type', 'public.mood', '', 'replaced'], ['column', 'public.events', 'id', 'replaced'], ['column', 'public.events', 'mood', 'replaced']],
    known => '{public.events _sg_20260101000000_new_events_id,public.events _sg_20260101000000_new_events_mood,public.events events_id,public.events events_mood,public.events id}');
$ddl$);

-- c2 · The old form is about to go: both forms of table events are compared once more, as they are stored, whoever has written them.
CALL pg_temp.look('c2', $ddl$
CALL pg_temp.stop_if('rows of events', 'do not have in _sg_20260101000000_new_id the value of id and in _sg_20260101000000_new_mood the value of mood',
    'Empty ones: run 2_migrate.sql again. Others were written past the trigger: set both columns to the value that counts.',
    'ctid::text', $rows$public.events
             WHERE NOT (_sg_20260101000000_new_id IS NOT DISTINCT FROM id::bigint) OR NOT (row(_sg_20260101000000_new_mood)::record *= row(mood::text::public._sg_20260101000000_new_mood)::record)$rows$);
$ddl$);

-- c3 · No write of any kind can part both forms of _sg_20260101000000_new_id and _sg_20260101000000_new_mood from here on.
CALL pg_temp.under_lock('c3', '{public.events,public.events_0,public.events_1}', $ddl$
ALTER TABLE public.events DROP CONSTRAINT IF EXISTS _sg_20260101000000_equal_events;
ALTER TABLE public.events ADD CONSTRAINT _sg_20260101000000_equal_events CHECK (_sg_20260101000000_new_id IS NOT DISTINCT FROM id::bigint AND row(_sg_20260101000000_new_mood)::record *= row(mood::text::public._sg_20260101000000_new_mood)::record) NOT VALID;
$ddl$);

-- c4 · The same for the rows that are there; writers are not blocked.
CALL pg_temp.under_lock('c4', '{public.events,public.events_0,public.events_1}', $ddl$
ALTER TABLE public.events VALIDATE CONSTRAINT _sg_20260101000000_equal_events;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c5 · What stands ready, with its indexes and constraints, takes the place of the old form, and only the catalog changes: enum mood, events.id in its new type, events.mood in its new type. A prepared statement that returns a column in its old type fails until it is prepared anew. INSERT and COPY without a list of columns: events.id stands last from here on.
CALL pg_temp.under_lock('c5', '{public.events,public.events_0,public.events_1}', $ddl$
CREATE TEMP TABLE _sg_privileges_mood AS
WITH object AS (
    SELECT 'TYPE public.mood' AS grant_on, 'TYPE public.mood' AS alter_on, typacl AS acl, typowner AS owner, NULL::oid AS relation
      FROM pg_type WHERE oid = 'public.mood'::regtype
), granted AS (
    SELECT object.grant_on, '' AS columns, acl.* FROM object CROSS JOIN aclexplode(object.acl) acl
    UNION ALL
    SELECT object.grant_on, format('(%I)', a.attname), acl.*
      FROM object JOIN pg_attribute a ON a.attrelid = object.relation CROSS JOIN aclexplode(a.attacl) acl
)
SELECT 1 AS position, format('ALTER %s OWNER TO %I', alter_on, pg_get_userbyid(owner)) AS statement
  FROM object WHERE pg_get_userbyid(owner) <> current_user
UNION ALL
SELECT 2, format('REVOKE ALL ON %s FROM PUBLIC', grant_on) FROM object WHERE acl IS NOT NULL
UNION ALL
SELECT 3, format('GRANT %s %s ON %s TO %s%s', privilege_type, columns, grant_on,
                 CASE WHEN grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(grantee)) END,
                 CASE WHEN is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
  FROM granted;
CALL pg_temp.take_down(ARRAY[['type', 'public.mood', '', 'replaced'], ['column', 'public.events', 'id', 'replaced'], ['column', 'public.events', 'mood', 'replaced']]);
ALTER TABLE public.events VALIDATE CONSTRAINT _sg_20260101000000_equal_events;
ALTER TABLE public.events DROP CONSTRAINT _sg_20260101000000_equal_events;
DROP TRIGGER IF EXISTS zz_sg_20260101000000_events ON public.events;
DROP FUNCTION IF EXISTS public._sg_20260101000000_events();
ALTER TABLE public.events DROP CONSTRAINT IF EXISTS events_mood;
ALTER TABLE public.events DROP CONSTRAINT IF EXISTS events_id;
ALTER TABLE public.events DROP COLUMN id;
ALTER TABLE public.events RENAME COLUMN _sg_20260101000000_new_id TO id;
ALTER TABLE public.events DROP COLUMN mood;
ALTER TABLE public.events RENAME COLUMN _sg_20260101000000_new_mood TO mood;
DROP TYPE public.mood;
ALTER TYPE public._sg_20260101000000_new_mood RENAME TO mood;
ALTER TABLE public.events ALTER COLUMN id SET DEFAULT 0;
ALTER TABLE ONLY public.events ADD CONSTRAINT events_id UNIQUE (id, at);
ALTER TABLE public.events_0 ADD CONSTRAINT events_0_events_id UNIQUE USING INDEX events_0__sg_20260101000000_new_events_id;
ALTER INDEX public.events_id ATTACH PARTITION public.events_0_events_id;
ALTER TABLE public.events_1 ADD CONSTRAINT events_1_events_id UNIQUE USING INDEX events_1__sg_20260101000000_new_events_id;
ALTER INDEX public.events_id ATTACH PARTITION public.events_1_events_id;
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = 'public.events_id'::regclass AND NOT indisvalid) THEN
        RAISE EXCEPTION '% is not on every partition: one has come since this was planned', 'unique constraint events.events_id'
            USING HINT = 'Build the same index on that partition, attach it with ALTER INDEX ... ATTACH PARTITION, and go on.';
    END IF;
END
$$;
COMMENT ON CONSTRAINT events_id ON public.events IS 'Once a day';
ALTER TABLE ONLY public.events ADD CONSTRAINT events_mood UNIQUE (at, mood, id);
ALTER TABLE public.events_0 ADD CONSTRAINT events_0_events_mood UNIQUE USING INDEX events_0__sg_20260101000000_new_events_mood;
ALTER INDEX public.events_mood ATTACH PARTITION public.events_0_events_mood;
ALTER TABLE public.events_1 ADD CONSTRAINT events_1_events_mood UNIQUE USING INDEX events_1__sg_20260101000000_new_events_mood;
ALTER INDEX public.events_mood ATTACH PARTITION public.events_1_events_mood;
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = 'public.events_mood'::regclass AND NOT indisvalid) THEN
        RAISE EXCEPTION '% is not on every partition: one has come since this was planned', 'unique constraint events.events_mood'
            USING HINT = 'Build the same index on that partition, attach it with ALTER INDEX ... ATTACH PARTITION, and go on.';
    END IF;
END
$$;
DO $$
DECLARE
    _sg_privilege record;
BEGIN
    FOR _sg_privilege IN SELECT statement FROM pg_temp._sg_privileges_mood ORDER BY position LOOP
        EXECUTE _sg_privilege.statement;
    END LOOP;
END
$$;
DROP TABLE pg_temp._sg_privileges_mood;
CALL pg_temp.put_up();
$ddl$);

-- c6 · The planner of queries learns what has taken its place.
CALL pg_temp.under_lock('c6', '{public.events,public.events_0,public.events_1}', $ddl$
ANALYZE public.events;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

CALL pg_temp.end_file(last => true);
