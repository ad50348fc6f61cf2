-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c6 on, because of steps c6, c8 and c11.
--
--   orders        ~ column _sg_20260101000000_new_history: both forms held together, both forms proved equal
--                 ~ column _sg_20260101000000_new_status: both forms held together, both forms proved equal, NOT NULL for new rows, proved for existing rows, NOT NULL
--                 ~ column history: the new form in place of the old one
--                 ~ column status: the new form in place of the old one
--                 ~ table: trigger dropped
--                 · c12: The planner of queries learns what has taken its place.
--   order_status  ~ enum
--
-- Strongest locks: orders access-exclusive.
-- Reads in full: orders.
-- Stops before it changes anything when rows would violate a rule further down: steps c2, c3, c4 and c5.
-- Fails, and changes nothing, when existing rows violate the new rule: steps c7 and c9.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.orders}',
    marker => 'public._sg_20260101000000()', after => '2_migrate.sql');

-- c1 · What schemagen does not know and cannot carry over would be lost or stop this file: it is looked for first.
CALL pg_temp.look('c1', $ddl$
CALL pg_temp.require_known(ARRAY[['type', 'public.order_status', '', 'replaced'], ['column', 'public.orders', 'history', 'replaced'], ['column', 'public.orders', 'status', 'replaced']],
    known => '{public.orders orders_pkey,public.orders status}');
$ddl$);

-- c2 · Values of column orders.history that cannot become _sg_20260101000000_new_order_status[] would be lost with the old form: the old application may have written some since.
CALL pg_temp.look('c2', $ddl$
DO $$
#variable_conflict use_column
DECLARE
    _sg_row   public.orders%ROWTYPE;
    _sg_value public._sg_20260101000000_new_order_status[];
    _sg_rows  bigint := 0;
    _sg_keys  text[] := '{}';
BEGIN
    FOR _sg_row IN SELECT * FROM public.orders WHERE history IS NOT NULL AND _sg_20260101000000_new_history IS NULL LOOP
        BEGIN
            _sg_value := (SELECT history::text::public._sg_20260101000000_new_order_status[] FROM (SELECT _sg_row.*) AS orders);
        EXCEPTION WHEN OTHERS THEN
            _sg_rows := _sg_rows + 1;
            IF _sg_rows <= 5 THEN _sg_keys := _sg_keys || _sg_row.id::text; END IF;
        END;
    END LOOP;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% rows of % have values of history that do not become public._sg_20260101000000_new_order_status[]; the first: %',
                        _sg_rows, 'orders', array_to_string(_sg_keys, ', ')
            USING HINT = 'Correct these rows, or say with `using` how such values are converted.';
    END IF;
END
$$;
$ddl$);

-- c3 · Rows without a value of orders._sg_20260101000000_new_status would stop this file later on.
CALL pg_temp.look('c3', $ddl$
CALL pg_temp.stop_if('rows of orders', 'have no value of _sg_20260101000000_new_status',
    'Give them one, or say with `backfill` what they get.',
    'id::text', $rows$public.orders
             WHERE _sg_20260101000000_new_status IS NULL$rows$);
$ddl$);

-- c4 · Values of column orders.status that cannot become _sg_20260101000000_new_order_status would be lost with the old form: the old application may have written some since.
CALL pg_temp.look('c4', $ddl$
DO $$
#variable_conflict use_column
DECLARE
    _sg_row   public.orders%ROWTYPE;
    _sg_value public._sg_20260101000000_new_order_status;
    _sg_rows  bigint := 0;
    _sg_keys  text[] := '{}';
BEGIN
    FOR _sg_row IN SELECT * FROM public.orders WHERE status IS NOT NULL AND _sg_20260101000000_new_status IS NULL LOOP
        BEGIN
            _sg_value := (SELECT status::text::public._sg_20260101000000_new_order_status FROM (SELECT _sg_row.*) AS orders);
        EXCEPTION WHEN OTHERS THEN
            _sg_rows := _sg_rows + 1;
            IF _sg_rows <= 5 THEN _sg_keys := _sg_keys || _sg_row.id::text; END IF;
        END;
    END LOOP;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% rows of % have values of status that do not become public._sg_20260101000000_new_order_status; the first: %',
                        _sg_rows, 'orders', array_to_string(_sg_keys, ', ')
            USING HINT = 'Correct these rows, or say with `using` how such values are converted.';
    END IF;
END
$$;
$ddl$);

-- c5 · The old form is about to go: both forms of table orders are compared once more, as they are stored, whoever has written them.
CALL pg_temp.look('c5', $ddl$
CALL pg_temp.stop_if('rows of orders', 'do not have in _sg_20260101000000_new_history the value of history and in _sg_20260101000000_new_status the value of status',
    'Empty ones: run 2_migrate.sql again. Others were written past the trigger: set both columns to the value that counts.',
    'id::text', $rows$public.orders
             WHERE NOT (row(_sg_20260101000000_new_history)::record *= row(history::text::public._sg_20260101000000_new_order_status[])::record) OR NOT (row(_sg_20260101000000_new_status)::record *= row(status::text::public._sg_20260101000000_new_order_status)::record)$rows$);
$ddl$);

-- c6 · No write of any kind can part both forms of _sg_20260101000000_new_history and _sg_20260101000000_new_status from here on.
CALL pg_temp.under_lock('c6', '{public.orders}', $ddl$
ALTER TABLE public.orders DROP CONSTRAINT IF EXISTS _sg_20260101000000_equal_orders;
ALTER TABLE public.orders ADD CONSTRAINT _sg_20260101000000_equal_orders CHECK (row(_sg_20260101000000_new_history)::record *= row(history::text::public._sg_20260101000000_new_order_status[])::record AND row(_sg_20260101000000_new_status)::record *= row(status::text::public._sg_20260101000000_new_order_status)::record) NOT VALID;
$ddl$);

-- c7 · The same for the rows that are there; writers are not blocked.
CALL pg_temp.under_lock('c7', '{public.orders}', $ddl$
ALTER TABLE public.orders VALIDATE CONSTRAINT _sg_20260101000000_equal_orders;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c8 · New rows must have a value of orders._sg_20260101000000_new_status from here on.
CALL pg_temp.under_lock('c8', '{public.orders}', $ddl$
ALTER TABLE public.orders DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_status;
ALTER TABLE public.orders ADD CONSTRAINT _sg_20260101000000_nn__sg_20260101000000_new_status CHECK (_sg_20260101000000_new_status IS NOT NULL) NOT VALID;
$ddl$);

-- c9 · Looks at the existing rows for orders._sg_20260101000000_new_status without blocking writers.
CALL pg_temp.under_lock('c9', '{public.orders}', $ddl$
ALTER TABLE public.orders VALIDATE CONSTRAINT _sg_20260101000000_nn__sg_20260101000000_new_status;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c10 · NOT NULL of orders._sg_20260101000000_new_status, for free: the check above has proved it.
CALL pg_temp.under_lock('c10', '{public.orders}', $ddl$
ALTER TABLE public.orders ALTER COLUMN _sg_20260101000000_new_status SET NOT NULL;
ALTER TABLE public.orders DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_status;
$ddl$);

-- c11 · What stands ready, with its indexes and constraints, takes the place of the old form, and only the catalog changes: enum order_status, orders.history in its new type, orders.status in its new type. A prepared statement that returns a column in its old type fails until it is prepared anew.
CALL pg_temp.under_lock('c11', '{public.orders}', $ddl$
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
CALL pg_temp.take_down(ARRAY[['type', 'public.order_status', '', 'replaced'], ['column', 'public.orders', 'history', 'replaced'], ['column', 'public.orders', 'status', 'replaced']]);
ALTER TABLE public.orders VALIDATE CONSTRAINT _sg_20260101000000_equal_orders;
ALTER TABLE public.orders DROP CONSTRAINT _sg_20260101000000_equal_orders;
DROP TRIGGER IF EXISTS zz_sg_20260101000000_orders ON public.orders;
DROP FUNCTION IF EXISTS public._sg_20260101000000_orders();
ALTER TABLE public.orders DROP COLUMN history;
ALTER TABLE public.orders RENAME COLUMN _sg_20260101000000_new_history TO history;
ALTER TABLE public.orders DROP COLUMN status;
ALTER TABLE public.orders RENAME COLUMN _sg_20260101000000_new_status TO status;
DROP TYPE public.order_status;
ALTER TYPE public._sg_20260101000000_new_order_status RENAME TO order_status;
ALTER TABLE public.orders ALTER COLUMN status SET DEFAULT 'new';
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
CALL pg_temp.put_up();
$ddl$);

-- c12 · The planner of queries learns what has taken its place.
CALL pg_temp.under_lock('c12', '{public.orders}', $ddl$
ANALYZE public.orders;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

CALL pg_temp.end_file(last => true);
