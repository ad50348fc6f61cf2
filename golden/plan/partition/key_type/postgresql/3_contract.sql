-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c2 on.
--
--   events  - partition events_old
--           ~ column id: the new form in place of the old one
--           ~ primary key: dropped
--           ~ index events_kind
--           ~ table: trigger dropped
--
-- Lost for good, unless there is a backup: the rows of partition events.events_old.
-- Strongest locks: events.events_old access-exclusive, events access-exclusive, events.events_rest access-exclusive, events.events_2026 access-exclusive, events.events_2027 access-exclusive.
-- After a stop: run the file again.
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.events,public.events_2027,public.events_old}',
    marker => 'public._sg_20260101000000()', after => '2_migrate.sql');

-- c1 · Only the old application uses partition events.events_old.
CALL pg_temp.under_lock('c1', '{public.events_old,public.events,public.events_rest}', $ddl$
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_inherits WHERE inhrelid = to_regclass('public.events_old')) THEN
        ALTER TABLE public.events DETACH PARTITION public.events_old;
    END IF;
END
$$;
DROP TABLE IF EXISTS public.events_old;
$ddl$);

-- c2 · What stands ready, with its indexes and constraints, takes the place of the old form, and only the catalog changes: events.id in its new type. A prepared statement that returns a column in its old type fails until it is prepared anew.
CALL pg_temp.under_lock('c2', '{public.events,public.events_2026,public.events_2027,public.events_rest}', $ddl$
DO $$
DECLARE
    _sg_object record;
BEGIN
    CREATE TEMP TABLE _sg_unmodelled_id AS
    WITH touched (catalog, object, part, goes) AS (
        SELECT 'pg_class'::regclass, attrelid, attnum::integer, false FROM pg_attribute
         WHERE attrelid = to_regclass('public.events') AND attname IN ('id') AND NOT attisdropped
    ), standing AS (
        SELECT DISTINCT d.classid, d.objid
          FROM touched t JOIN pg_depend d
            ON d.refclassid = t.catalog AND d.refobjid = t.object AND (t.part IS NULL OR d.refobjsubid = t.part)
    )
    SELECT format('policy %I on %s', p.polname, p.polrelid::regclass) AS name,
           format('DROP POLICY %I ON %s', p.polname, p.polrelid::regclass) AS down,
           format('CREATE POLICY %I ON %s AS %s FOR %s TO %s', p.polname, p.polrelid::regclass,
                  CASE WHEN p.polpermissive THEN 'PERMISSIVE' ELSE 'RESTRICTIVE' END,
                  CASE p.polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE'
                                WHEN 'd' THEN 'DELETE' ELSE 'ALL' END,
                  (SELECT string_agg(CASE WHEN role = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(role)) END, ', ')
                     FROM unnest(p.polroles) role))
           || coalesce(' USING (' || pg_get_expr(p.polqual, p.polrelid) || ')', '')
           || coalesce(' WITH CHECK (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')', '')
           || coalesce(format('; COMMENT ON POLICY %I ON %s IS %L', p.polname, p.polrelid::regclass,
                              obj_description(p.oid, 'pg_policy')), '') AS up
      FROM pg_policy p JOIN standing ON standing.classid = 'pg_policy'::regclass AND standing.objid = p.oid
    UNION ALL
    SELECT format('statistics %I.%I', n.nspname, s.stxname), format('DROP STATISTICS %I.%I', n.nspname, s.stxname),
           pg_get_statisticsobjdef(s.oid)
           || CASE WHEN coalesce(s.stxstattarget, -1) < 0 THEN ''
                   ELSE format('; ALTER STATISTICS %I.%I SET STATISTICS %s', n.nspname, s.stxname, s.stxstattarget) END
           || CASE WHEN pg_get_userbyid(s.stxowner) = current_user THEN ''
                   ELSE format('; ALTER STATISTICS %I.%I OWNER TO %I', n.nspname, s.stxname, pg_get_userbyid(s.stxowner)) END
           || coalesce(format('; COMMENT ON STATISTICS %I.%I IS %L', n.nspname, s.stxname,
                              obj_description(s.oid, 'pg_statistic_ext')), '')
      FROM pg_statistic_ext s JOIN pg_namespace n ON n.oid = s.stxnamespace
      JOIN standing ON standing.classid = 'pg_statistic_ext'::regclass AND standing.objid = s.oid;
    FOR _sg_object IN SELECT down FROM pg_temp._sg_unmodelled_id ORDER BY down LOOP
        EXECUTE _sg_object.down;
    END LOOP;
END
$$;
DROP TRIGGER IF EXISTS zz_sg_20260101000000_events ON public.events;
DROP FUNCTION IF EXISTS public._sg_20260101000000_events();
DROP INDEX IF EXISTS public.events_kind;
ALTER TABLE public.events DROP CONSTRAINT IF EXISTS events_pkey;
DO $$
DECLARE
    _sg_old    regclass := pg_get_serial_sequence('public.events', 'id');
    _sg_schema text;
    _sg_name   text;
    _sg_new    regclass;
    _sg_last   bigint;
    _sg_called boolean;
BEGIN
    SELECT n.nspname, c.relname INTO _sg_schema, _sg_name
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = _sg_old;
    EXECUTE format('SELECT last_value, is_called FROM %s', _sg_old) INTO _sg_last, _sg_called;
    EXECUTE format('ALTER SEQUENCE %s RENAME TO _sg_old_sequence', _sg_old);
    ALTER TABLE public.events ALTER COLUMN _sg_20260101000000_new_id ADD GENERATED BY DEFAULT AS IDENTITY;
    _sg_new := pg_get_serial_sequence('public.events', '_sg_20260101000000_new_id');
    PERFORM setval(_sg_new, _sg_last, _sg_called);
    EXECUTE format('ALTER SEQUENCE %s RENAME TO %I', _sg_new, _sg_name);
END
$$;
ALTER TABLE public.events DROP COLUMN id;
ALTER TABLE public.events RENAME COLUMN _sg_20260101000000_new_id TO id;
ALTER TABLE ONLY public.events ADD CONSTRAINT events_pkey PRIMARY KEY (id, at);
ALTER TABLE public.events_2026 ADD CONSTRAINT events_2026_events_pkey PRIMARY KEY USING INDEX events_2026__sg_20260101000000_new_events_pkey;
ALTER INDEX public.events_pkey ATTACH PARTITION public.events_2026_events_pkey;
ALTER TABLE public.events_2027 ADD CONSTRAINT events_2027_events_pkey PRIMARY KEY USING INDEX events_2027__sg_20260101000000_new_events_pkey;
ALTER INDEX public.events_pkey ATTACH PARTITION public.events_2027_events_pkey;
ALTER TABLE public.events_rest ADD CONSTRAINT events_rest_events_pkey PRIMARY KEY USING INDEX events_rest__sg_20260101000000_new_events_pkey;
ALTER INDEX public.events_pkey ATTACH PARTITION public.events_rest_events_pkey;
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_index WHERE indexrelid = 'public.events_pkey'::regclass AND NOT indisvalid) THEN
        RAISE EXCEPTION '% is not on every partition: one has come since this was planned', 'the primary key of events'
            USING HINT = 'Build the same index on that partition, attach it with ALTER INDEX ... ATTACH PARTITION, and go on.';
    END IF;
END
$$;
ALTER INDEX public._sg_20260101000000_new_events_kind RENAME TO events_kind;
ALTER INDEX IF EXISTS public.events_2026__sg_20260101000000_new_events_kind RENAME TO events_2026_events_kind;
ALTER INDEX IF EXISTS public.events_2027__sg_20260101000000_new_events_kind RENAME TO events_2027_events_kind;
ALTER INDEX IF EXISTS public.events_rest__sg_20260101000000_new_events_kind RENAME TO events_rest_events_kind;
DO $$
DECLARE
    _sg_object record;
BEGIN
    FOR _sg_object IN SELECT name, up FROM pg_temp._sg_unmodelled_id ORDER BY up LOOP
        BEGIN
            EXECUTE _sg_object.up;
        EXCEPTION WHEN OTHERS THEN
            RAISE EXCEPTION '% cannot be made anew: %', _sg_object.name, SQLERRM
                USING ERRCODE = SQLSTATE, DETAIL = _sg_object.up,
                      HINT = 'Nothing of this step was changed. Word it so that it holds for the new form, or drop it and create it afterwards.';
        END;
    END LOOP;
    DROP TABLE pg_temp._sg_unmodelled_id;
END
$$;
$ddl$);

CALL pg_temp.end_file(last => true);
