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
CALL pg_temp.require_known(ARRAY[['type', 'public.order_status', '', 'replaced'], ['column', 'public.history', 'was', 'replaced'], ['column', 'public.orders', 'status', 'replaced']],
    known => '{public.orders orders_check,public.orders orders_pkey,public.orders orders_state_idx,public.orders orders_status_idx,public.orders status}');
$ddl$);

-- c2 · The old form is about to go: both forms of table history are compared once more, as they are stored, whoever has written them.
CALL pg_temp.look('c2', $ddl$
CALL pg_temp.stop_if('rows of history', 'do not have in _sg_20260101000000_new_was the value of was',
    'Empty ones: run 2_migrate.sql again. Others were written past the trigger: set both columns to the value that counts.',
    'ctid::text', $rows$public.history
             WHERE NOT (row(_sg_20260101000000_new_was)::record *= row((CASE was::text WHEN 'lost' THEN 'shipped' WHEN 'open' THEN 'new' ELSE was::text END)::public._sg_20260101000000_new_order_status)::record)$rows$);
$ddl$);

-- c3 · The old form is about to go: both forms of table orders are compared once more, as they are stored, whoever has written them.
CALL pg_temp.look('c3', $ddl$
CALL pg_temp.stop_if('rows of orders', 'do not have in state the value of status',
    'Empty ones: run 2_migrate.sql again. Others were written past the trigger: set both columns to the value that counts.',
    'id::text', $rows$public.orders
             WHERE NOT ((row(state)::record *= row((CASE status::text WHEN 'lost' THEN 'shipped' WHEN 'open' THEN 'new' ELSE status::text END)::public._sg_20260101000000_new_order_status)::record OR row(status)::record *= row((state::text::public.order_status)::public.order_status)::record))$rows$);
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

-- c9 · What stands ready, with its indexes and constraints, takes the place of the old form, and only the catalog changes: enum order_status, history.was in its new type, orders.state for status. A prepared statement that returns a column in its old type fails until it is prepared anew. INSERT and COPY without a list of columns: orders.state stands last from here on.
CALL pg_temp.under_lock('c9', '{public.history,public.orders}', $ddl$
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
ALTER TABLE public.orders RENAME COLUMN state TO _sg_aside_state;
ALTER TABLE public.orders RENAME COLUMN status TO state;
CALL pg_temp.take_down(ARRAY[['type', 'public.order_status', '', 'replaced'], ['column', 'public.history', 'was', 'replaced'], ['column', 'public.orders', 'state', 'replaced']], drops => false);
ALTER TABLE public.orders RENAME COLUMN state TO status;
ALTER TABLE public.orders RENAME COLUMN _sg_aside_state TO state;
CALL pg_temp.drop_carried();
ALTER TABLE public.history VALIDATE CONSTRAINT _sg_20260101000000_equal_history;
ALTER TABLE public.history DROP CONSTRAINT _sg_20260101000000_equal_history;
DROP TRIGGER IF EXISTS zz_sg_20260101000000_history ON public.history;
DROP FUNCTION IF EXISTS public._sg_20260101000000_history();
ALTER TABLE public.orders VALIDATE CONSTRAINT _sg_20260101000000_equal_orders;
ALTER TABLE public.orders DROP CONSTRAINT _sg_20260101000000_equal_orders;
DROP TRIGGER IF EXISTS zz_sg_20260101000000_orders ON public.orders;
DROP FUNCTION IF EXISTS public._sg_20260101000000_orders();
DROP TRIGGER IF EXISTS "!_sg_20260101000000_orders" ON public.orders;
DROP FUNCTION IF EXISTS public._sg_20260101000000_back_orders();
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
CALL pg_temp.put_up();
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
