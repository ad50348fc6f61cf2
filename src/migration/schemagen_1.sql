-- schemagen_1.sql: what the files of all migrations share, made for this session and gone with it.
-- The same text in every project; never edited.
\set ON_ERROR_STOP on
\set AUTOCOMMIT on
\set SHOW_CONTEXT never
\set QUIET on
SET client_encoding = 'UTF8'; SET client_min_messages = warning; SET standard_conforming_strings = on; SET transform_null_equals = off;
-- What the declaration says means the same in every session: unqualified names are those of public.
SET search_path = public, pg_temp; SET row_security = off; SET default_transaction_isolation = 'read committed';
SET TimeZone = 'UTC'; SET DateStyle = 'ISO, YMD'; SET IntervalStyle = 'postgres'; SET bytea_output = 'hex'; SET extra_float_digits = 1;
SET lock_timeout = '200ms'; SET statement_timeout = 0; SET plan_cache_mode = force_custom_plan; SET check_function_bodies = off;

DO $$ BEGIN
    PERFORM set_config('schemagen.marker', '', false), set_config('schemagen.begins', '', false);
    PERFORM set_config(name, CASE name WHEN 'client_connection_check_interval' THEN '1s' ELSE '0' END, false) FROM pg_catalog.pg_settings
      WHERE name IN ('client_connection_check_interval', 'idle_in_transaction_session_timeout', 'transaction_timeout');
    IF NOT has_database_privilege(current_database(), 'TEMP') THEN
        RAISE EXCEPTION 'The role % may not create temporary objects in database %, and the files of migrations need them.', current_user, current_database()
            USING HINT = format('GRANT TEMPORARY ON DATABASE %I TO %I', current_database(), current_user);
    END IF;
END $$;

-- What a view, a default or a check says, as this server prints it.
CREATE OR REPLACE FUNCTION pg_temp.printed(kind text, relation regclass, part text) RETURNS text LANGUAGE sql AS $$
    SELECT CASE kind WHEN 'view' THEN pg_get_viewdef(relation)
                     WHEN 'default' THEN (SELECT pg_get_expr(adbin, adrelid) FROM pg_attrdef JOIN pg_attribute ON attrelid = adrelid AND attnum = adnum WHERE adrelid = relation AND attname = part)
                     ELSE (SELECT pg_get_expr(conbin, conrelid) FROM pg_constraint WHERE conrelid = relation AND conname = part) END
$$;

-- The same of a `said` text that stands nowhere; nothing when it does not fit here.
CREATE OR REPLACE FUNCTION pg_temp.printed_anew(kind text, relation regclass, part text, said text) RETURNS text LANGUAGE plpgsql AS $$ BEGIN
    IF kind = 'view' THEN
        EXECUTE 'CREATE TEMP VIEW _sg_said AS ' || said;
    ELSE
        EXECUTE format('CREATE TEMP TABLE _sg_said (LIKE %s)', relation);
        EXECUTE format(CASE kind WHEN 'default' THEN 'ALTER TABLE pg_temp._sg_said ALTER %I SET DEFAULT %s' ELSE 'ALTER TABLE pg_temp._sg_said ADD CONSTRAINT %I CHECK (%s)' END, part, said);
    END IF;
    RAISE EXCEPTION USING ERRCODE = 'SG001', MESSAGE = pg_temp.printed(kind, 'pg_temp._sg_said', part);
EXCEPTION WHEN SQLSTATE 'SG001' THEN
    RETURN SQLERRM;
WHEN OTHERS THEN
    RETURN NULL;
END $$;

-- Whether it says what was planned, in whatever words.
CREATE OR REPLACE FUNCTION pg_temp.says(kind text, relation regclass, part text, said text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE stands text := pg_temp.printed(kind, relation, part); anew text := pg_temp.printed_anew(kind, relation, part, said); BEGIN
    RETURN coalesce(stands IN (said, anew) OR anew = pg_temp.printed_anew(kind, relation, part, stands), false);
END $$;

-- What stands under these names. A column stands with its type, too; an index also as a valid one; a view, a default and a check with what they say.
CREATE OR REPLACE FUNCTION pg_temp.standing(names text[]) RETURNS text[] LANGUAGE sql SET search_path = public AS $$
    SELECT coalesce(array_agg(DISTINCT name), '{}') FROM (
        SELECT format('schema %s', nspname) FROM pg_namespace
        UNION ALL SELECT format('extension %s', extname) FROM pg_extension
        UNION ALL SELECT format('%s %s.%s', CASE relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' WHEN 'S' THEN 'sequence'
                                                 WHEN 'i' THEN 'index' WHEN 'I' THEN 'index' WHEN 'c' THEN 'type' ELSE 'table' END, nspname, relname)
            FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace
        UNION ALL SELECT format('valid index %s.%s', nspname, relname) FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
            JOIN pg_namespace n ON n.oid = relnamespace WHERE indisvalid
        UNION ALL SELECT format('type %s.%s', nspname, typname) FROM pg_type t JOIN pg_namespace n ON n.oid = typnamespace WHERE typtype IN ('d', 'e', 'r')
        UNION ALL SELECT format('value %s.%s.%s', nspname, typname, enumlabel) FROM pg_enum JOIN pg_type t ON t.oid = enumtypid JOIN pg_namespace n ON n.oid = typnamespace
        UNION ALL SELECT format('function %s.%s', nspname, proname) FROM pg_proc JOIN pg_namespace n ON n.oid = pronamespace
        UNION ALL SELECT format('function %s.%s: body %s', nspname, proname, left(encode(sha256(convert_to(regexp_replace(prosrc, '[ \t\n\r\f\v]', '', 'g'), 'UTF8')), 'hex'), 16))
            FROM pg_proc JOIN pg_namespace n ON n.oid = pronamespace
        UNION ALL SELECT unnest(ARRAY[format('column %s.%s.%s', nspname, relname, attname),
                                      format('column %s.%s.%s: %s', nspname, relname, attname, format_type(atttypid, atttypmod)),
                                      CASE WHEN attnotnull THEN format('not null %s.%s.%s', nspname, relname, attname) END,
                                      CASE WHEN atthasdef AND attgenerated = '' THEN format('default %s.%s.%s', nspname, relname, attname) END])
            FROM pg_attribute JOIN pg_class c ON c.oid = attrelid JOIN pg_namespace n ON n.oid = relnamespace WHERE attnum > 0 AND NOT attisdropped
        UNION ALL SELECT format('constraint %s.%s.%s', nspname, relname, conname)
            FROM pg_constraint JOIN pg_class c ON c.oid = conrelid JOIN pg_namespace n ON n.oid = relnamespace
        UNION ALL SELECT format('trigger %s.%s.%s', nspname, relname, tgname)
            FROM pg_trigger JOIN pg_class c ON c.oid = tgrelid JOIN pg_namespace n ON n.oid = relnamespace WHERE NOT tgisinternal
        UNION ALL SELECT said FROM unnest(names) said JOIN (
            SELECT 'view', c.oid, '', format('view %s.%s: ', nspname, relname) FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace WHERE relkind IN ('v', 'm')
            UNION ALL SELECT 'default', attrelid, attname, format('default %s.%s.%s: ', nspname, relname, attname)
                FROM pg_attribute JOIN pg_class c ON c.oid = attrelid JOIN pg_namespace n ON n.oid = relnamespace WHERE atthasdef AND attgenerated = ''
            UNION ALL SELECT 'check', conrelid, conname, format('check %s.%s.%s: ', nspname, relname, conname)
                FROM pg_constraint JOIN pg_class c ON c.oid = conrelid JOIN pg_namespace n ON n.oid = relnamespace WHERE contype = 'c'
        ) texts (kind, relation, part, head) ON starts_with(said, head) AND pg_temp.says(kind, relation, part, substr(said, length(head) + 1))
    ) found (name) WHERE name = ANY (names)
$$;

-- The note of a migration that is under way: a function whose text tells what is done. It is read and never run, since anybody may have made it.
-- It goes with the last file, or with undo.sql.
CREATE OR REPLACE FUNCTION pg_temp.noted(body text) RETURNS jsonb LANGUAGE plpgsql AS $$ BEGIN
    RETURN substring(body FROM '^-- ([^\n]*)')::jsonb;
EXCEPTION WHEN invalid_text_representation THEN
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION pg_temp.note() RETURNS jsonb LANGUAGE sql AS $$
    SELECT pg_temp.noted(prosrc) FROM pg_proc WHERE oid = to_regprocedure(nullif(current_setting('schemagen.marker'), ''))
$$;

CREATE OR REPLACE PROCEDURE pg_temp.write_note(noted jsonb) LANGUAGE plpgsql AS $$ BEGIN
    EXECUTE format('CREATE OR REPLACE FUNCTION %s RETURNS void LANGUAGE plpgsql AS %L', current_setting('schemagen.marker'), format(E'-- %s\nBEGIN END', noted));
END $$;

-- Whether a step still has to be done.
CREATE OR REPLACE FUNCTION pg_temp.pending(step text) RETURNS boolean LANGUAGE sql AS $$
    SELECT coalesce(NOT pg_temp.note() -> 'done' ? step, true)
$$;

-- The note begins with the first step that changes something: a file that stops before leaves nothing.
CREATE OR REPLACE PROCEDURE pg_temp.done(step text) LANGUAGE plpgsql AS $$
DECLARE noted jsonb := coalesce(pg_temp.note(), nullif(current_setting('schemagen.begins'), '')::jsonb); BEGIN
    IF noted IS NOT NULL AND NOT noted -> 'done' ? step THEN CALL pg_temp.write_note(jsonb_set(noted, '{done}', (noted -> 'done') || to_jsonb(step))); END IF;
END $$;

CREATE OR REPLACE PROCEDURE pg_temp.open_note() LANGUAGE plpgsql AS $$ BEGIN
    IF pg_temp.note() IS NULL AND current_setting('schemagen.begins') <> '' THEN CALL pg_temp.write_note(current_setting('schemagen.begins')::jsonb); END IF;
END $$;

CREATE OR REPLACE FUNCTION pg_temp.list(names text[]) RETURNS text LANGUAGE sql AS $$
    SELECT array_to_string(ARRAY(SELECT CASE WHEN length(name) > 100 THEN left(name, 97) || '...' ELSE name END FROM unnest(names[1:5]) name), ', ') || CASE WHEN cardinality(names) > 5 THEN format(' and %s more', cardinality(names) - 5) ELSE '' END
$$;

-- Stops unless the role may do what the file does.
CREATE OR REPLACE PROCEDURE pg_temp.require_rights(tables text[], marker text) LANGUAGE plpgsql AS $$
DECLARE one text; place text; BEGIN
    FOREACH one IN ARRAY tables LOOP
        IF NOT (SELECT pg_has_role(relowner, 'USAGE') FROM pg_class WHERE oid = to_regclass(one)) THEN
            RAISE EXCEPTION 'The role % does not own %; nothing was changed.', current_user, one USING HINT = 'Run the file as the owner of the tables.';
        END IF;
        BEGIN
            EXECUTE format('SELECT FROM %s LIMIT 0', one);
        EXCEPTION WHEN insufficient_privilege THEN
            RAISE EXCEPTION 'Row security would hide rows of % from role %; nothing was changed.', one, current_user
                USING HINT = 'Run the file as a role with BYPASSRLS, or take FORCE ROW LEVEL SECURITY off the table meanwhile.', DETAIL = SQLERRM;
        END;
    END LOOP;
    IF EXISTS (SELECT FROM pg_proc WHERE oid = to_regprocedure(nullif(marker, '')) AND NOT pg_has_role(proowner, 'USAGE')) THEN
        RAISE EXCEPTION 'Another role has begun this migration, and % may not go on with it; nothing was changed.', current_user USING HINT = 'Run all files of a migration as one role.';
    END IF;
    IF marker <> '' THEN
        place := (parse_ident(split_part(marker, '(', 1)))[1];
        IF NOT has_schema_privilege(place, 'CREATE') THEN
            RAISE EXCEPTION 'The role % may not create objects in schema %; nothing was changed.', current_user, place
                USING HINT = format('GRANT CREATE ON SCHEMA %I TO %I', place, current_user);
        END IF;
    END IF;
END $$;

-- Stops unless the database stands where the file begins, and keeps other files away from the tables.
--   after      the file that must have ended before this one; none for the first
--   has, lacks what stands before the migration, and what does not yet
--   marker     the note's name; empty where one step is the whole migration
--   unless     steps of contract after which this file must not run any more;  steps: all of a migration that has ended, to be taken back
CREATE OR REPLACE PROCEDURE pg_temp.begin_file(migration text, file text, tables text[] DEFAULT '{}', after text DEFAULT NULL, has text[] DEFAULT '{}',
                                               lacks text[] DEFAULT '{}', marker text DEFAULT '', "unless" text[] DEFAULT '{}', steps text[] DEFAULT '{}') LANGUAGE plpgsql AS $$
DECLARE one text; noted jsonb; stands text[]; begun text; BEGIN
    IF now() <> statement_timestamp() THEN
        RAISE EXCEPTION 'A transaction is open, and % of % makes its own; nothing was changed.', file, migration USING HINT = 'Run the file without BEGIN, and without psql''s option -1.';
    END IF;
    PERFORM set_config('schemagen.marker', marker, false), set_config('schemagen.file', file, false), set_config('schemagen.begins', '', false);
    tables := ARRAY(SELECT t FROM unnest(tables) t JOIN pg_class c ON c.oid = to_regclass(t) AND c.relkind IN ('r', 'p', 'f'));
    FOREACH one IN ARRAY tables || CASE WHEN marker = '' THEN '{}' ELSE ARRAY[migration] END LOOP
        IF NOT pg_try_advisory_lock(5446, hashtext(coalesce(to_regclass(one)::oid::text, one))) THEN
            RAISE EXCEPTION 'Another file of a migration is running on %; nothing was changed.', one;
        END IF;
    END LOOP;
    FOR noted IN SELECT pg_temp.noted(prosrc) FROM pg_proc WHERE proname ~ '^_sg_[0-9a-z]+$' AND pronargs = 0 AND prosrc LIKE '-- %'
                    AND oid IS DISTINCT FROM to_regprocedure(nullif(marker, '')) LOOP
        SELECT t INTO one FROM unnest(tables) t WHERE noted -> 'oids' ? t::regclass::oid::text LIMIT 1;
        IF FOUND THEN
            RAISE EXCEPTION 'Migration % is under way on %; nothing was changed.', noted ->> 'migration', one
                USING HINT = 'Run the rest of its files, or its undo.sql, first.';
        END IF;
    END LOOP;
    noted := pg_temp.note();
    IF noted IS NOT NULL AND noted ->> 'migration' <> migration THEN
        RAISE EXCEPTION 'Migration % has the same number and is under way; nothing was changed.', noted ->> 'migration';
    END IF;
    IF noted IS NULL THEN
        IF after IS NOT NULL OR file = 'undo.sql' AND has = '{}' AND lacks = '{}' THEN
            RAISE EXCEPTION '%', CASE file WHEN 'undo.sql' THEN format('undo.sql of %s: nothing is there to take back; the migration has not begun, or its contract has ended it.', migration)
                                 ELSE format('%s of %s runs after %s, which has not run here, or contract has ended the migration.', file, migration, after) END
                USING HINT = 'Nothing was changed.';
        END IF;
        stands := pg_temp.standing(has || lacks);
        IF NOT stands @> has OR stands && lacks THEN
            RAISE EXCEPTION 'This is not where % of % begins. Missing: %. There already: %.', file, migration,
                coalesce(nullif(pg_temp.list(ARRAY(SELECT h FROM unnest(has) h WHERE h <> ALL (stands))), ''), 'nothing'),
                coalesce(nullif(pg_temp.list(ARRAY(SELECT l FROM unnest(lacks) l WHERE l = ANY (stands))), ''), 'nothing')
                USING HINT = 'Nothing was changed. The migration has run here, or this is another database.';
        END IF;
        CALL pg_temp.require_rights(tables, marker);
        IF marker <> '' THEN PERFORM set_config('schemagen.begins', jsonb_build_object('migration', migration, 'done', to_jsonb(steps),
            'oids', (SELECT coalesce(jsonb_agg(t::regclass::oid::text), '[]') FROM unnest(tables) t))::text, false); END IF;
    ELSE
        SELECT u INTO begun FROM unnest("unless") u WHERE noted -> 'done' ?| ARRAY[u, u || ' begun'] LIMIT 1;
        IF begun IS NOT NULL THEN
            RAISE EXCEPTION '% of % cannot run any more: step % has begun, and there is no way back.', file, migration, begun USING HINT = 'Nothing was changed. Run 3_contract.sql to its end.';
        ELSIF file <> 'undo.sql' AND noted -> 'done' ? 'undo.sql' THEN
            RAISE EXCEPTION 'undo.sql of % has begun; nothing was changed.', migration USING HINT = 'Run it to its end first.';
        ELSIF EXISTS (SELECT FROM jsonb_array_elements_text(noted -> 'done') d WHERE d ~ CASE file WHEN '1_expand.sql' THEN '^[mc][0-9]' ELSE '^$' END) THEN
            RAISE EXCEPTION '% of % has run, and a later file has begun; nothing was changed.', file, migration;
        ELSIF after IS NOT NULL AND file <> 'undo.sql' AND NOT noted -> 'done' ? after THEN
            RAISE EXCEPTION '% of % runs after %, which has not ended; nothing was changed.', file, migration, after USING HINT = format('Run %s again.', after);
        END IF;
        CALL pg_temp.require_rights(tables, marker);
    END IF;
    IF file = 'undo.sql' THEN CALL pg_temp.done('undo.sql'); END IF;
END $$;

-- The file has done all its steps; the last one of a migration, and undo.sql, end it.
CREATE OR REPLACE PROCEDURE pg_temp.end_file(last boolean DEFAULT false) LANGUAGE plpgsql AS $$ BEGIN
    IF NOT last THEN
        CALL pg_temp.done(current_setting('schemagen.file'));
    ELSIF pg_temp.note() IS NOT NULL THEN
        EXECUTE 'DROP FUNCTION ' || current_setting('schemagen.marker');
    END IF;
    PERFORM set_config('schemagen.marker', '', false), set_config('schemagen.begins', '', false);
END $$;

-- Runs `ddl` once, in one transaction with its note, with `tables` locked in this order before it begins. Nothing is held between two attempts,
-- and none is made while those who were in the way stay: a long reader costs the application one short stall.
CREATE OR REPLACE PROCEDURE pg_temp.under_lock(step text, tables text[], ddl text, mode text DEFAULT 'ACCESS EXCLUSIVE', also text[] DEFAULT '{}') LANGUAGE plpgsql AS $$
BEGIN
    IF pg_temp.pending(step) THEN CALL pg_temp.attempt(step, tables, mode, also, ddl, format('CALL pg_temp.done(%L)', step)); END IF;
END $$;

CREATE OR REPLACE PROCEDURE pg_temp.run(step text, ddl text) LANGUAGE plpgsql AS $$
BEGIN
    IF pg_temp.pending(step) THEN CALL pg_temp.attempt(step, '{}', '', '{}', ddl, format('CALL pg_temp.done(%L)', step)); END IF;
END $$;

-- Looks, and changes nothing: each time that the file runs. What has gone since the first time needs no look.
CREATE OR REPLACE PROCEDURE pg_temp.look(step text, ddl text) LANGUAGE plpgsql AS $$
BEGIN
    CALL pg_temp.attempt(step, '{}', '', '{}', ddl, NULL);
END $$;

-- Takes a step back that has been done; `more`: another part of it follows.
CREATE OR REPLACE PROCEDURE pg_temp.take_back(step text, tables text[], ddl text, mode text DEFAULT 'ACCESS EXCLUSIVE', more boolean DEFAULT false) LANGUAGE plpgsql AS $$
BEGIN
    IF pg_temp.note() IS NULL OR NOT pg_temp.pending(step) THEN
        CALL pg_temp.attempt(step, tables, mode, '{}', ddl, CASE WHEN more THEN '' ELSE format('CALL pg_temp.not_done(%L)', step) END);
    END IF;
END $$;

CREATE OR REPLACE PROCEDURE pg_temp.attempt(step text, tables text[], mode text, also text[], ddl text, note text) LANGUAGE plpgsql AS $$
DECLARE holders text[]; wanted text[] := pg_temp.lockable(tables || also); BEGIN
    FOR attempt IN 1 .. 60 LOOP
        BEGIN IF NOT EXISTS (SELECT FROM pg_locks WHERE virtualtransaction = ANY (holders)) THEN
            -- Who reads the one table, holds the other, and then writes the first stands in the way of two modes for ever: the second time all get the stronger.
            CALL pg_temp.lock_in_order(wanted, CASE WHEN attempt = 1 THEN pg_temp.lockable(tables) ELSE wanted END, mode);
            EXECUTE ddl;
            IF note <> '' THEN EXECUTE note; END IF;
            RETURN;
        END IF; EXCEPTION WHEN undefined_table OR undefined_column THEN
            IF note IS NOT NULL OR NOT EXISTS (SELECT FROM jsonb_array_elements_text(pg_temp.note() -> 'done') d WHERE d ~ ('^' || left(step, 1) || '[0-9]')) THEN RAISE; END IF;
            RETURN;
        WHEN lock_not_available OR deadlock_detected THEN
            holders := ARRAY(SELECT virtualtransaction FROM pg_locks WHERE pid <> pg_backend_pid() AND granted
                                AND relation = ANY (ARRAY(SELECT to_regclass(t)::oid FROM unnest(tables || also || wanted) t)));
        END;
        COMMIT; PERFORM pg_sleep(0.5 + random());
    END LOOP;
    RAISE EXCEPTION 'Step %: % is in use by the processes %; what was done before it stays.', step, array_to_string(wanted, ', '),
        pg_temp.list(ARRAY(SELECT DISTINCT pid::text FROM pg_locks WHERE virtualtransaction = ANY (holders))) USING HINT = 'Run the file again.', ERRCODE = 'lock_not_available';
END $$;

-- All locks of a step: those of `main` in `mode`, the others so that their rows stay. Who waits behind them waits 200 ms in all, and not for each.
CREATE OR REPLACE PROCEDURE pg_temp.lock_in_order(wanted text[], main text[], mode text) LANGUAGE plpgsql AS $$
DECLARE one text; locks text; until timestamptz; BEGIN
    SET LOCAL lock_timeout = '2s';  -- stops no reader or writer, and lets an autovacuum yield
    FOREACH one IN ARRAY wanted LOOP
        IF (SELECT relkind <> 'v' FROM pg_class WHERE oid = one::regclass) THEN EXECUTE format('LOCK TABLE ONLY %s IN SHARE UPDATE EXCLUSIVE MODE', one); END IF;
    END LOOP;
    SET LOCAL lock_timeout = '200ms';  -- less than deadlock_timeout: the application is never the victim
    IF mode = 'SHARE UPDATE EXCLUSIVE' AND main @> wanted THEN RETURN; END IF;
    until := clock_timestamp() + interval '200 ms';
    FOREACH one IN ARRAY wanted LOOP
        IF one <> ALL (main) OR mode <> 'SHARE UPDATE EXCLUSIVE' THEN
            -- LOCK of a view locks what it reads, too; its owner can be set to what it is, which locks the view alone.
            SELECT CASE relkind WHEN 'v' THEN format('ALTER VIEW %s OWNER TO %I', one, pg_get_userbyid(relowner))
                   ELSE format('LOCK TABLE ONLY %s IN %s MODE', one, CASE WHEN one = ANY (main) THEN mode ELSE 'SHARE ROW EXCLUSIVE' END) END
              INTO STRICT locks FROM pg_class WHERE oid = one::regclass;
            EXECUTE locks;
        END IF;
        PERFORM set_config('lock_timeout', greatest(50, extract(epoch FROM until - clock_timestamp()) * 1000)::integer || 'ms', true);
    END LOOP;
END $$;

-- Those of `tables` that are there, and that this role may lock, with their partitions.
-- The order of all files: views before what they read, tables before those that refer to them, and a partitioned one before its partitions.
CREATE OR REPLACE FUNCTION pg_temp.lockable(tables text[]) RETURNS text[] LANGUAGE sql AS $$
    WITH RECURSIVE wanted (relation) AS (
        SELECT oid FROM unnest(tables) t JOIN pg_class ON oid = to_regclass(t) AND relkind IN ('r', 'p', 'v')
        UNION SELECT inhrelid FROM wanted JOIN pg_inherits ON inhparent = relation JOIN pg_class ON oid = inhrelid AND relkind IN ('r', 'p')
    ), reads (n, relation) AS (
        SELECT relation, relation FROM wanted
        UNION SELECT n, refobjid FROM reads JOIN pg_rewrite r ON r.ev_class = relation
            JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid AND d.refclassid = 'pg_class'::regclass
            JOIN pg_class read ON read.oid = d.refobjid AND read.relkind IN ('r', 'p', 'v') AND read.oid <> relation
    ), above (n, relation) AS (
        SELECT relation, relation FROM wanted
        UNION SELECT n, confrelid FROM above JOIN pg_constraint ON contype = 'f' AND conrelid = relation
    )
    SELECT coalesce(array_agg(format('%I.%I', nspname, relname) ORDER BY relkind <> 'v', CASE WHEN relkind = 'v' THEN -(SELECT count(*) FROM reads WHERE reads.n = c.oid) END,
                              (SELECT count(*) FROM above WHERE above.n = c.oid), (SELECT count(*) FROM pg_partition_ancestors(c.oid)), nspname, relname), '{}')
      FROM wanted JOIN pg_class c ON c.oid = wanted.relation JOIN pg_namespace ON pg_namespace.oid = relnamespace
     WHERE CASE relkind WHEN 'v' THEN pg_has_role(relowner, 'USAGE') ELSE has_table_privilege(c.oid, 'UPDATE, DELETE, TRUNCATE') END
$$;

-- Sessions of the application keep what they have prepared for the functions of triggers, and that fails when a column gets another type: it is prepared anew.
CREATE OR REPLACE PROCEDURE pg_temp.forget_plans(target regclass) LANGUAGE plpgsql AS $$
DECLARE fired record; BEGIN
    FOR fired IN SELECT DISTINCT p.oid::regprocedure AS name, procost FROM pg_trigger JOIN pg_proc p ON p.oid = tgfoid JOIN pg_language l ON l.oid = prolang
                  WHERE tgrelid = target AND NOT tgisinternal AND lanname LIKE 'pl%' AND pg_has_role(proowner, 'USAGE') LOOP
        EXECUTE format('ALTER FUNCTION %s COST %s', fired.name, fired.procost);
    END LOOP;
END $$;

CREATE OR REPLACE PROCEDURE pg_temp.not_done(step text) LANGUAGE plpgsql AS $$
DECLARE noted jsonb := pg_temp.note(); BEGIN
    IF noted IS NOT NULL THEN CALL pg_temp.write_note(jsonb_set(noted, '{done}', (noted -> 'done') - step)); END IF;
END $$;

-- Whether a step outside of a transaction still has to be done; names the transactions that it will wait for.
--   builds   the index that it makes, unless somebody else has made one of that name, which the note tells;  once: what has begun is completed by the step that follows
CREATE OR REPLACE FUNCTION pg_temp.begins(step text, builds text DEFAULT NULL, once boolean DEFAULT false) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE waits text[]; BEGIN
    IF NOT pg_temp.pending(step) OR once AND NOT pg_temp.pending(step || ' begun') THEN RETURN false; END IF;
    IF current_setting('schemagen.marker') <> '' AND pg_temp.pending(step || ' begun') AND EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass(builds) AND indisvalid) THEN
        RAISE EXCEPTION 'Step % builds index %, and somebody else has made one of that name meanwhile.', step, builds USING HINT = 'Drop or rename that index, and run the file again.';
    END IF;
    CALL pg_temp.done(step || ' begun');
    waits := ARRAY(SELECT format('%s (%s, open since %s)', pid, coalesce(nullif(application_name, ''), usename), date_trunc('second', xact_start))
                     FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND xact_start < now() - interval '2 s' ORDER BY xact_start);
    IF waits <> '{}' THEN RAISE INFO 'Step % waits for the transactions of %', step, pg_temp.list(waits); END IF;
    RETURN true;
END $$;

-- Whether undo.sql has something to take back of a step outside of a transaction.
CREATE OR REPLACE FUNCTION pg_temp.was_begun(step text) RETURNS boolean LANGUAGE sql AS $$
    SELECT coalesce(pg_temp.note() -> 'done' ?| ARRAY[step, step || ' begun'], true)
$$;

-- Updates the rows of `target` for which `missing` holds, batches of about 100 ms, never waiting for a row: rows that others hold come with the next walk.
-- A walk goes along `keys`, or along the blocks of a table without a key.
CREATE OR REPLACE PROCEDURE pg_temp.backfill(target regclass, keys text[], assignments text, missing text) LANGUAGE plpgsql AS $$
DECLARE relation regclass; BEGIN
    CALL pg_temp.open_note();
    FOR relation IN SELECT target WHERE keys <> '{}' UNION ALL SELECT relid FROM pg_partition_tree(target) WHERE keys = '{}' AND isleaf
                    UNION ALL SELECT target WHERE keys = '{}' AND NOT EXISTS (SELECT FROM pg_partition_tree(target)) LOOP
        CALL pg_temp.backfill_walks(relation, keys, assignments, missing);
    END LOOP;
END $$;

CREATE OR REPLACE PROCEDURE pg_temp.backfill_walks(target regclass, keys text[], assignments text, missing text) LANGUAGE plpgsql AS $$
DECLARE
    key_list text := (SELECT string_agg(format('%I', k), ', ' ORDER BY n) FROM unnest(keys) WITH ORDINALITY u (k, n));
    key_down text := (SELECT string_agg(format('%I DESC', k), ', ' ORDER BY n) FROM unnest(keys) WITH ORDINALITY u (k, n));
    key_text text := (SELECT string_agg(format('%I::text', k), ', ' ORDER BY n) FROM unnest(keys) WITH ORDINALITY u (k, n));
    types text[] := ARRAY(SELECT format_type(atttypid, atttypmod) FROM unnest(keys) WITH ORDINALITY u (k, n) JOIN pg_attribute ON attrelid = target AND attname = k ORDER BY n);
    last text[]; upto text[]; block bigint := 0; blocks bigint; range text; size integer := 500; filled bigint := 0; of_walk bigint := 0; walks integer := 0; rows bigint;
    began timestamptz; told timestamptz := clock_timestamp(); idle timestamptz := clock_timestamp(); ended boolean; seconds numeric;
BEGIN
    LOOP
        began := clock_timestamp();
        BEGIN
            SET LOCAL lock_timeout = '100ms'; SET LOCAL synchronous_commit = off;
            IF keys <> '{}' THEN
                range := CASE WHEN last IS NULL THEN 'true' ELSE format('(%s) > (%s)', key_list, pg_temp.key_literals(last, types)) END;
                EXECUTE format('SELECT ARRAY[%s] FROM (SELECT %s FROM %s WHERE (%s) AND %s ORDER BY %s LIMIT %s) batch ORDER BY %s LIMIT 1',
                               key_text, key_list, target, missing, range, key_list, size, key_down) INTO upto;
                ended := upto IS NULL; rows := 0;
                IF NOT ended THEN
                    range := format('%s AND (%s) <= (%s)', range, key_list, pg_temp.key_literals(upto, types));
                    EXECUTE format('UPDATE %1$s SET %2$s WHERE (%3$s) AND (%4$s) IN (SELECT %4$s FROM %1$s WHERE (%3$s) AND %5$s ORDER BY %4$s FOR NO KEY UPDATE SKIP LOCKED)',
                                   target, assignments, missing, key_list, range);
                    GET DIAGNOSTICS rows = ROW_COUNT;
                END IF;
            ELSE
                blocks := pg_relation_size(target) / current_setting('block_size')::bigint;
                ended := block >= blocks;
                range := CASE WHEN current_setting('server_version_num')::integer < 140000 THEN 'true'  -- no walk along blocks there
                              ELSE format('ctid >= %L::tid AND ctid < %L::tid', format('(%s,0)', block), format('(%s,0)', block + 1 + size / 50)) END;
                EXECUTE format('UPDATE %1$s SET %2$s WHERE (%3$s) AND ctid = ANY (ARRAY(SELECT ctid FROM %1$s WHERE (%3$s) AND %4$s LIMIT %5$s FOR NO KEY UPDATE SKIP LOCKED))',
                               target, assignments, missing, range, size * 20);
                GET DIAGNOSTICS rows = ROW_COUNT;
                ended := ended OR range = 'true' AND rows = 0;
                upto := ARRAY[(block + 1 + size / 50)::text];
            END IF;
            last := upto; block := CASE WHEN keys = '{}' AND range <> 'true' THEN upto[1]::bigint ELSE 0 END;
            filled := filled + rows; of_walk := of_walk + rows;
        EXCEPTION WHEN lock_not_available OR deadlock_detected OR serialization_failure THEN
            size := greatest(10, size / 2); ended := false;
        END;
        COMMIT;
        seconds := extract(epoch FROM clock_timestamp() - began);
        size := greatest(100, least(20000, 2 * size, (size * 0.1 / greatest(seconds, 0.001))::integer));
        IF of_walk > 0 THEN idle := clock_timestamp(); END IF;
        IF ended THEN
            EXECUTE format('SELECT count(*) FROM (SELECT FROM %s WHERE %s LIMIT 1000) b', target, missing) INTO rows;
            EXIT WHEN rows = 0;
            walks := walks + least(of_walk, 1);
            IF of_walk = 0 OR walks > 20 THEN
                IF walks > 20 OR clock_timestamp() > idle + interval '10 min' THEN
                    RAISE EXCEPTION '%: % rows are held by other transactions, or an application''s trigger takes their value back.', target, rows USING HINT = 'Run the file again.';
                END IF;
                COMMIT; PERFORM pg_sleep(0.1 + random() * 0.4);
            END IF;
            last := NULL; block := 0; of_walk := 0;
        END IF;
        IF clock_timestamp() > told + interval '5 s' THEN
            RAISE INFO '%: % rows filled, % rows a batch%', target, filled, size, CASE WHEN of_walk = 0 AND ended THEN '; waiting for rows that others hold' ELSE '' END;
            told := clock_timestamp();
        END IF;
    END LOOP;
END $$;

CREATE OR REPLACE FUNCTION pg_temp.key_literals(key text[], types text[]) RETURNS text LANGUAGE sql AS $$
    SELECT string_agg(format('%L::%s', k, t), ', ' ORDER BY n) FROM unnest(key, types) WITH ORDINALITY u (k, t, n)
$$;

-- Stops when there are `rows` (what FROM takes), and names the first of them by `key`.
--   sorts    with the memory that an index build gets;  none_if  a quicker question whether there is none
CREATE OR REPLACE PROCEDURE pg_temp.stop_if(what text, message text, hint text, key text, rows text, sorts boolean DEFAULT false, none_if text DEFAULT NULL) LANGUAGE plpgsql AS $$
DECLARE number bigint; keys text; none boolean; BEGIN
    IF sorts THEN PERFORM set_config('work_mem', current_setting('maintenance_work_mem'), true); END IF;
    IF none_if IS NOT NULL THEN EXECUTE none_if INTO none; END IF;
    IF none THEN RETURN; END IF;
    EXECUTE format('SELECT count(*), string_agg(key, '', '') FILTER (WHERE number <= 5) FROM (SELECT %s AS key, row_number() OVER () AS number FROM %s) found', key, rows)
       INTO number, keys;
    IF number > 0 THEN RAISE EXCEPTION '% % %; the first: %', number, what, message, keys USING HINT = hint; END IF;
END $$;

-- The rows of the catalog that `objects` name: {kind, name, column, what the plan does with it}; it goes, is replaced, or is altered.
CREATE OR REPLACE FUNCTION pg_temp.touched(objects text[]) RETURNS TABLE (catalog oid, object oid, part integer, goes boolean, replaced boolean) LANGUAGE sql AS $$
    WITH named AS (SELECT objects[i][1] AS kind, objects[i][2] AS name, objects[i][3] AS part, objects[i][4] AS how FROM generate_subscripts(objects, 1) i)
    SELECT 'pg_class'::regclass::oid, attrelid, attnum::integer, how = 'gone', how <> 'altered'
      FROM named JOIN pg_attribute ON kind = 'column' AND attrelid = to_regclass(name) AND attname = part AND NOT attisdropped
    UNION ALL SELECT 'pg_class'::regclass, oid, NULL, how = 'gone', how <> 'altered' FROM named JOIN pg_class ON kind = 'relation' AND oid = to_regclass(name)
    UNION ALL SELECT 'pg_proc'::regclass, oid, NULL, how = 'gone', how <> 'altered' FROM named JOIN pg_proc ON kind = 'function' AND oid = to_regprocedure(name)
    UNION ALL SELECT 'pg_type'::regclass, oid, NULL, how = 'gone', how <> 'altered' FROM named JOIN pg_type ON kind = 'type' AND to_regtype(name) IN (oid, typelem)
$$;

-- Stops when something stands on `objects` that the plan neither knows (`known`: the relation, and what of it; `functions`) nor carries over.
CREATE OR REPLACE PROCEDURE pg_temp.require_known(objects text[], known text[], functions text[] DEFAULT '{}') LANGUAGE plpgsql AS $$
DECLARE strangers text; BEGIN
    WITH touched AS (  -- a partition has what its table has, and what it has of its own
        SELECT catalog, object, part, goes, replaced, object AS root, part AS root_part FROM pg_temp.touched(objects)
        UNION ALL
        SELECT n.catalog, a.attrelid, a.attnum::integer, n.goes, n.replaced, n.object, n.part
          FROM pg_temp.touched(objects) n
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
                    WHEN d.classid = 'pg_proc'::regclass THEN d.deptype = 'n' AND d.objid <> ALL (ARRAY(SELECT to_regprocedure(f)::oid FROM unnest(functions) f WHERE to_regprocedure(f) IS NOT NULL))
                    WHEN d.classid = 'pg_type'::regclass OR x.relkind = 'c' THEN t.catalog = 'pg_type'::regclass AND d.deptype = 'n'
                    WHEN x.oid IS NOT NULL
                    THEN t.replaced AND i.indexrelid IS NOT NULL AND NOT x.relispartition
                         AND x.relname NOT LIKE '\_sg\_%' AND part.name <> ALL (known)
                    WHEN k.oid IS NOT NULL
                    THEN t.replaced AND k.contype <> 'n' AND k.conparentid = 0 AND k.coninhcount = 0
                         AND k.conname NOT LIKE '\_sg\_%' AND part.name <> ALL (known)
                    WHEN g.oid IS NOT NULL
                    THEN NOT g.tgisinternal AND g.tgparentid = 0
                         AND g.tgname !~ '^(zz|!|~+)?_sg_' AND part.name <> ALL (known)
                    WHEN v.oid IS NOT NULL AND v.adrelid = t.object AND t.object <> t.root
                    THEN t.replaced AND pg_get_expr(v.adbin, v.adrelid) IS DISTINCT FROM
                         (SELECT pg_get_expr(whole.adbin, whole.adrelid) FROM pg_attrdef whole
                           WHERE whole.adrelid = t.root
                             AND whole.adnum = (SELECT attnum FROM pg_attribute a
                                                 WHERE a.attrelid = t.root AND a.attname = filled.attname))
                    WHEN v.oid IS NOT NULL THEN t.replaced AND part.name <> ALL (known)
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
    SELECT string_agg(DISTINCT what || ' stands on ' || stands_on, '; ') INTO strangers FROM found;
    IF strangers IS NOT NULL THEN
        RAISE EXCEPTION 'This migration cannot carry over what schemagen does not know: %', strangers
            USING HINT = 'Nothing was changed. Drop it now, and create it in its new form when the last file has run.';
    END IF;
END $$;

-- Notes how policies, extended statistics and statistics targets of indexes on `objects` are made anew, in the names that columns have just now, and drops them.
CREATE OR REPLACE PROCEDURE pg_temp.take_down(objects text[], drops boolean DEFAULT true) LANGUAGE plpgsql AS $$ BEGIN
    CREATE TEMP TABLE _sg_carried AS
    WITH standing AS (
        SELECT DISTINCT d.classid, d.objid
          FROM pg_temp.touched(objects) t JOIN pg_depend d
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
      JOIN standing ON standing.classid = 'pg_statistic_ext'::regclass AND standing.objid = s.oid
    UNION ALL
    SELECT format('statistics target of index %s', a.attrelid::regclass), NULL,
           format('ALTER INDEX IF EXISTS %s ALTER COLUMN %s SET STATISTICS %s', a.attrelid::regclass, a.attnum, a.attstattarget)
      FROM pg_attribute a JOIN pg_index i ON i.indexrelid = a.attrelid
      JOIN standing ON standing.classid = 'pg_class'::regclass AND standing.objid = a.attrelid
     WHERE a.attstattarget >= 0;
    IF drops THEN CALL pg_temp.drop_carried(); END IF;
END $$;

CREATE OR REPLACE PROCEDURE pg_temp.drop_carried() LANGUAGE plpgsql AS $$
DECLARE carried record; BEGIN
    FOR carried IN SELECT down FROM pg_temp._sg_carried WHERE down IS NOT NULL ORDER BY down LOOP
        EXECUTE carried.down;
    END LOOP;
END $$;

CREATE OR REPLACE PROCEDURE pg_temp.put_up() LANGUAGE plpgsql AS $$
DECLARE carried record; BEGIN
    FOR carried IN SELECT name, up FROM pg_temp._sg_carried ORDER BY up LOOP
        BEGIN
            EXECUTE carried.up;
        EXCEPTION WHEN OTHERS THEN
            RAISE EXCEPTION '% cannot be made anew: %', carried.name, SQLERRM
                USING ERRCODE = SQLSTATE, DETAIL = carried.up,
                      HINT = 'Nothing of this step was changed. Word it so that it holds for the new form, or drop it and create it afterwards.';
        END;
    END LOOP;
    DROP TABLE pg_temp._sg_carried;
END $$;

-- The privileges that were granted on a column alone, and what is set for its statistics, hold for its new form too.
CREATE OR REPLACE PROCEDURE pg_temp.copy_column_settings(target regclass, old text, new text) LANGUAGE plpgsql AS $$
DECLARE is_set pg_attribute%ROWTYPE; statement text; BEGIN
    SELECT * INTO is_set FROM pg_attribute WHERE attrelid = target AND attname = old;
    FOR statement IN
        SELECT format('GRANT %s (%I) ON %s TO %s%s', privilege_type, new, target, CASE WHEN grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(grantee)) END,
                      CASE WHEN is_grantable THEN ' WITH GRANT OPTION' ELSE '' END) FROM aclexplode(is_set.attacl)
        UNION ALL SELECT format('ALTER TABLE %s ALTER COLUMN %I SET STATISTICS %s', target, new, is_set.attstattarget) WHERE is_set.attstattarget >= 0
        UNION ALL SELECT format('ALTER TABLE %s ALTER COLUMN %I SET (%s)', target, new, array_to_string(is_set.attoptions, ', ')) WHERE is_set.attoptions IS NOT NULL
    LOOP
        EXECUTE statement;
    END LOOP;
END $$;

-- A sequence belongs to the owner of its table, and whoever may write the table may use it.
CREATE OR REPLACE PROCEDURE pg_temp.share_sequence(target regclass, sequence regclass) LANGUAGE plpgsql AS $$
DECLARE statement text; BEGIN
    FOR statement IN
        SELECT format('ALTER SEQUENCE %s OWNER TO %I', sequence, pg_get_userbyid(t.relowner))
          FROM pg_class t JOIN pg_class s ON s.oid = sequence WHERE t.oid = target AND t.relowner <> s.relowner
        UNION ALL
        SELECT DISTINCT format('GRANT USAGE ON SEQUENCE %s TO %s', sequence, CASE WHEN acl.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(acl.grantee)) END)
          FROM (SELECT relacl FROM pg_class WHERE oid = target UNION ALL SELECT attacl FROM pg_attribute WHERE attrelid = target) granted (privileges)
         CROSS JOIN aclexplode(granted.privileges) acl WHERE acl.privilege_type IN ('INSERT', 'UPDATE')
    LOOP
        EXECUTE statement;
    END LOOP;
END $$;

-- Whoever may use an object by name may use the schema that it moves to, and so may its owner, as whom the server looks at references.
CREATE OR REPLACE PROCEDURE pg_temp.share_schema(target text, relation regclass DEFAULT NULL, routine regprocedure DEFAULT NULL) LANGUAGE plpgsql AS $$
DECLARE statement text; BEGIN
    FOR statement IN
        SELECT DISTINCT format('GRANT USAGE ON SCHEMA %I TO %s', target, CASE WHEN r.role = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(r.role)) END)
          FROM (SELECT relowner, relacl FROM pg_class WHERE oid = relation UNION ALL SELECT proowner, proacl FROM pg_proc WHERE oid = routine
                UNION ALL SELECT NULL, attacl FROM pg_attribute WHERE attrelid = relation) object (owner, acl)
         CROSS JOIN LATERAL (SELECT object.owner UNION SELECT grantee FROM aclexplode(object.acl)) r (role)
         WHERE NOT CASE WHEN r.role = 0 THEN has_schema_privilege('public', target, 'USAGE') ELSE has_schema_privilege(r.role, target, 'USAGE') END
    LOOP
        EXECUTE statement;
    END LOOP;
END $$;
