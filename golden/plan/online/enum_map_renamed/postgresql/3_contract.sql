-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c9 on.
--
--   history       ~ column _sg_20260101000000_new_was: both forms held together, both forms proved equal
--                 ~ column was: the new form in place of the old one
--                 ~ table: trigger dropped
--                 · c10: The planner of queries learns what has taken its place.
--   orders        ~ column status becomes state
--                 - index orders_status_idx
--                 ~ table: trigger dropped
--                 · c11: The planner of queries learns what has taken its place.
--   order_status  ~ enum
--
-- Strongest locks: history access-exclusive, orders access-exclusive.
-- Reads in full: history, orders.
-- Stops before it changes anything when rows would violate a rule further down: steps c2 and c3.
-- Fails, and changes nothing, when existing rows violate the new rule: steps c5 and c7.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.history,public.orders}',
    marker => 'public._sg_20260101000000()', after => '2_migrate.sql');

-- c1 · What schemagen does not know and cannot carry over would be lost or stop this file: it is looked for first.
CALL pg_temp.look('c1', $ddl$
DO $$
DECLARE
    _sg_known text[] := ARRAY['public.orders orders_check', 'public.orders orders_pkey', 'public.orders orders_state_idx', 'public.orders orders_status_idx', 'public.orders status']::text[];  -- the relation, and what of it
    _sg_found text;
BEGIN
    WITH named (catalog, object, part, goes, replaced) AS (
        SELECT 'pg_type'::regclass, oid, NULL::integer, false, true FROM pg_type
         WHERE oid = to_regtype('public.order_status') OR typelem = to_regtype('public.order_status')
        UNION ALL
        SELECT 'pg_class'::regclass, attrelid, attnum::integer, false, true FROM pg_attribute
         WHERE attrelid = to_regclass('public.history') AND attname IN ('was') AND NOT attisdropped
        UNION ALL
        SELECT 'pg_class'::regclass, attrelid, attnum::integer, false, true FROM pg_attribute
         WHERE attrelid = to_regclass('public.orders') AND attname IN ('status') AND NOT attisdropped
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

-- c2 · The old form is about to go: both forms of table history are compared once more, as they are stored, whoever has written them.
CALL pg_temp.look('c2', $ddl$
DO $$
#variable_conflict use_column
DECLARE
    _sg_rows bigint;
    _sg_keys text;
BEGIN
    SELECT count(*), string_agg(key, ', ') FILTER (WHERE number <= 5) INTO _sg_rows, _sg_keys
      FROM (SELECT ctid::text AS key, row_number() OVER () AS number
              FROM public.history
             WHERE NOT (row(_sg_20260101000000_new_was)::record *= row((CASE was::text WHEN 'lost' THEN 'shipped' WHEN 'open' THEN 'new' ELSE was::text END)::public._sg_20260101000000_new_order_status)::record)) found;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% rows of % do not have in _sg_20260101000000_new_was the value of was; the first: %', _sg_rows, 'history', _sg_keys
            USING HINT = 'Empty ones: run 2_migrate.sql again. Others were written past the trigger: set both columns to the value that counts.';
    END IF;
END
$$;
$ddl$);

-- c3 · The old form is about to go: both forms of table orders are compared once more, as they are stored, whoever has written them.
CALL pg_temp.look('c3', $ddl$
DO $$
#variable_conflict use_column
DECLARE
    _sg_rows bigint;
    _sg_keys text;
BEGIN
    SELECT count(*), string_agg(key, ', ') FILTER (WHERE number <= 5) INTO _sg_rows, _sg_keys
      FROM (SELECT id::text AS key, row_number() OVER () AS number
              FROM public.orders
             WHERE NOT ((row(state)::record *= row((CASE status::text WHEN 'lost' THEN 'shipped' WHEN 'open' THEN 'new' ELSE status::text END)::public._sg_20260101000000_new_order_status)::record OR row(status)::record *= row((state::text::public.order_status)::public.order_status)::record))) found;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% rows of % do not have in state the value of status; the first: %', _sg_rows, 'orders', _sg_keys
            USING HINT = 'Empty ones: run 2_migrate.sql again. Others were written past the trigger: set both columns to the value that counts.';
    END IF;
END
$$;
$ddl$);

-- c4 · No write of any kind can part both forms of _sg_20260101000000_new_was from here on.
CALL pg_temp.under_lock('c4', '{public.history}', $ddl$
ALTER TABLE public.history DROP CONSTRAINT IF EXISTS _sg_20260101000000_equal_history;
ALTER TABLE public.history ADD CONSTRAINT _sg_20260101000000_equal_history CHECK (row(_sg_20260101000000_new_was)::record *= row((CASE was::text WHEN 'lost' THEN 'shipped' WHEN 'open' THEN 'new' ELSE was::text END)::public._sg_20260101000000_new_order_status)::record) NOT VALID;
$ddl$);

-- c5 · The same for the rows that are there; writers are not blocked.
CALL pg_temp.under_lock('c5', '{public.history}', $ddl$
ALTER TABLE public.history VALIDATE CONSTRAINT _sg_20260101000000_equal_history;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c6 · No write of any kind can part both forms of state from here on.
CALL pg_temp.under_lock('c6', '{public.orders}', $ddl$
ALTER TABLE public.orders DROP CONSTRAINT IF EXISTS _sg_20260101000000_equal_orders;
ALTER TABLE public.orders ADD CONSTRAINT _sg_20260101000000_equal_orders CHECK ((row(state)::record *= row((CASE status::text WHEN 'lost' THEN 'shipped' WHEN 'open' THEN 'new' ELSE status::text END)::public._sg_20260101000000_new_order_status)::record OR row(status)::record *= row((state::text::public.order_status)::public.order_status)::record)) NOT VALID;
$ddl$);

-- c7 · The same for the rows that are there; writers are not blocked.
CALL pg_temp.under_lock('c7', '{public.orders}', $ddl$
ALTER TABLE public.orders VALIDATE CONSTRAINT _sg_20260101000000_equal_orders;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c8 · Only the old application's queries use index orders.orders_status_idx.
SELECT pg_temp.begins('c8') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public.orders_status_idx;
SET lock_timeout = '200ms';
CALL pg_temp.done('c8');
\endif

-- c9 · What stands ready, with its indexes and constraints, takes the place of the old form, and only the catalog changes: enum order_status, history.was in its new type, orders.state for status. A prepared statement that returns a column in its old type fails until it is prepared anew.
CALL pg_temp.under_lock('c9', '{public.history,public.orders}', $ddl$
LOCK TABLE public.history, public.orders IN ACCESS EXCLUSIVE MODE;
CREATE TEMP TABLE _sg_privileges_order_status AS
WITH object AS (
    SELECT 'TYPE public.order_status' AS grant_on, 'TYPE public.order_status' AS alter_on, typacl AS acl, typowner AS owner, NULL::oid AS relation
      FROM pg_type WHERE oid = 'public.order_status'::regtype
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
DO $$
DECLARE
    _sg_object record;
BEGIN
    ALTER TABLE public.orders RENAME COLUMN state TO _sg_aside_state;
    ALTER TABLE public.orders RENAME COLUMN status TO state;
    CREATE TEMP TABLE _sg_unmodelled_order_status AS
    WITH touched (catalog, object, part, goes, replaced) AS (
        SELECT 'pg_type'::regclass, oid, NULL::integer, false, true FROM pg_type
         WHERE oid = to_regtype('public.order_status') OR typelem = to_regtype('public.order_status')
        UNION ALL
        SELECT 'pg_class'::regclass, attrelid, attnum::integer, false, true FROM pg_attribute
         WHERE attrelid = to_regclass('public.history') AND attname IN ('was') AND NOT attisdropped
        UNION ALL
        SELECT 'pg_class'::regclass, attrelid, attnum::integer, false, true FROM pg_attribute
         WHERE attrelid = to_regclass('public.orders') AND attname IN ('state') AND NOT attisdropped
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
    ALTER TABLE public.orders RENAME COLUMN state TO status;
    ALTER TABLE public.orders RENAME COLUMN _sg_aside_state TO state;
    FOR _sg_object IN SELECT down FROM pg_temp._sg_unmodelled_order_status ORDER BY down LOOP
        EXECUTE _sg_object.down;
    END LOOP;
END
$$;
ALTER TABLE public.history VALIDATE CONSTRAINT _sg_20260101000000_equal_history;
ALTER TABLE public.history DROP CONSTRAINT _sg_20260101000000_equal_history;
DROP TRIGGER IF EXISTS zz_sg_20260101000000_history ON public.history;
DROP FUNCTION IF EXISTS public._sg_20260101000000_history();
ALTER TABLE public.orders VALIDATE CONSTRAINT _sg_20260101000000_equal_orders;
ALTER TABLE public.orders DROP CONSTRAINT _sg_20260101000000_equal_orders;
DROP TRIGGER IF EXISTS zz_sg_20260101000000_orders ON public.orders;
DROP FUNCTION IF EXISTS public._sg_20260101000000_orders();
ALTER TABLE public.history DROP COLUMN was;
ALTER TABLE public.history RENAME COLUMN _sg_20260101000000_new_was TO was;
ALTER TABLE public.orders DROP COLUMN status;
DROP TYPE public.order_status;
ALTER TYPE public._sg_20260101000000_new_order_status RENAME TO order_status;
ALTER TABLE public.orders ALTER COLUMN state SET DEFAULT 'new';
DO $$
DECLARE
    _sg_privilege record;
BEGIN
    FOR _sg_privilege IN SELECT statement FROM pg_temp._sg_privileges_order_status ORDER BY position LOOP
        EXECUTE _sg_privilege.statement;
    END LOOP;
END
$$;
DROP TABLE pg_temp._sg_privileges_order_status;
DO $$
DECLARE
    _sg_object record;
BEGIN
    FOR _sg_object IN SELECT name, up FROM pg_temp._sg_unmodelled_order_status ORDER BY up LOOP
        BEGIN
            EXECUTE _sg_object.up;
        EXCEPTION WHEN OTHERS THEN
            RAISE EXCEPTION '% cannot be made anew: %', _sg_object.name, SQLERRM
                USING ERRCODE = SQLSTATE, DETAIL = _sg_object.up,
                      HINT = 'Nothing of this step was changed. Word it so that it holds for the new form, or drop it and create it afterwards.';
        END;
    END LOOP;
    DROP TABLE pg_temp._sg_unmodelled_order_status;
END
$$;
$ddl$);

-- c10 · The planner of queries learns what has taken its place.
CALL pg_temp.under_lock('c10', '{public.history}', $ddl$
ANALYZE public.history;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c11 · The planner of queries learns what has taken its place.
CALL pg_temp.under_lock('c11', '{public.orders}', $ddl$
ANALYZE public.orders;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

CALL pg_temp.end_file(last => true);
