-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c5 on.
--
--   orders  ~ column number: both forms held together, both forms proved equal, the new form in place of the old one
--           ~ column total: both forms held together, both forms proved equal, the new form in place of the old one
--           - column amount
--           - column code
--           ~ unique constraint orders_code
--           ~ check orders_amount_positive
--           ~ check orders_amount_rate
--           ~ index orders_amount
--           ~ index orders_double
--           ~ trigger orders_log
--           ~ table: trigger dropped
--           · c6: The planner of queries learns what has taken its place.
--   lines   ~ foreign key lines_code_fkey
--   big     ~ view
--   bigger  ~ view
--
-- Strongest locks: orders access-exclusive, lines access-exclusive, big access-exclusive, bigger access-exclusive.
-- Reads in full: orders.
-- Stops before it changes anything when rows would violate a rule further down: step c2.
-- Fails, and changes nothing, when existing rows violate the new rule: step c4.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.lines,public.orders}',
    marker => 'public._sg_20260101000000()', after => '2_migrate.sql');

-- c1 · What schemagen does not know and cannot carry over would be lost or stop this file: it is looked for first.
CALL pg_temp.look('c1', $ddl$
CALL pg_temp.require_known(ARRAY[['column', 'public.orders', 'amount', 'replaced'], ['column', 'public.orders', 'code', 'replaced'], ['relation', 'public.big', '', 'replaced'], ['relation', 'public.bigger', '', 'replaced']],
    known => '{public.lines _sg_20260101000000_new_lines_code_fkey,public.lines lines_code_fkey,public.lines lines_pkey,public.orders _sg_20260101000000_new_orders_amount,public.orders _sg_20260101000000_new_orders_amount_positive,public.orders _sg_20260101000000_new_orders_amount_rate,public.orders _sg_20260101000000_new_orders_code,public.orders _sg_20260101000000_new_orders_double,public.orders amount,public.orders orders_amount,public.orders orders_amount_positive,public.orders orders_amount_rate,public.orders orders_code,public.orders orders_double,public.orders orders_log,public.orders orders_pkey,public.orders orders_place}');
$ddl$);

-- c2 · The old form is about to go: both forms of table orders are compared once more, as they are stored, whoever has written them.
CALL pg_temp.look('c2', $ddl$
CALL pg_temp.stop_if('rows of orders', 'do not have in number the value of code and in total the value of amount',
    'Empty ones: run 2_migrate.sql again. Others were written past the trigger: set both columns to the value that counts.',
    'id::text', $rows$public.orders
             WHERE NOT (number IS NOT DISTINCT FROM code) OR NOT (total IS NOT DISTINCT FROM amount)$rows$);
$ddl$);

-- c3 · No write of any kind can part both forms of number and total from here on.
CALL pg_temp.under_lock('c3', '{public.orders}', $ddl$
ALTER TABLE public.orders DROP CONSTRAINT IF EXISTS _sg_20260101000000_equal_orders;
ALTER TABLE public.orders ADD CONSTRAINT _sg_20260101000000_equal_orders CHECK (number IS NOT DISTINCT FROM code AND total IS NOT DISTINCT FROM amount) NOT VALID;
$ddl$);

-- c4 · The same for the rows that are there; writers are not blocked.
CALL pg_temp.under_lock('c4', '{public.orders}', $ddl$
ALTER TABLE public.orders VALIDATE CONSTRAINT _sg_20260101000000_equal_orders;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c5 · What stands ready, with its indexes and constraints, takes the place of the old form, and only the catalog changes: orders.number for code, orders.total for amount. Made anew around it: view big, view bigger, trigger orders.orders_log. INSERT and COPY without a list of columns: orders.number, orders.total stand last from here on.
CALL pg_temp.under_lock('c5', '{public.lines,public.orders,public.big,public.bigger}', $ddl$
CREATE TEMP TABLE _sg_privileges_big AS
WITH object AS (
    SELECT 'TABLE public.big' AS grant_on, 'VIEW public.big' AS alter_on, relacl AS acl, relowner AS owner, oid AS relation
      FROM pg_class WHERE oid = 'public.big'::regclass
    UNION ALL
    SELECT 'TABLE public.bigger' AS grant_on, 'VIEW public.bigger' AS alter_on, relacl AS acl, relowner AS owner, oid AS relation
      FROM pg_class WHERE oid = 'public.bigger'::regclass
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
ALTER TABLE public.orders RENAME COLUMN number TO _sg_aside_number;
ALTER TABLE public.orders RENAME COLUMN code TO number;
ALTER TABLE public.orders RENAME COLUMN total TO _sg_aside_total;
ALTER TABLE public.orders RENAME COLUMN amount TO total;
CALL pg_temp.take_down(ARRAY[['column', 'public.orders', 'number', 'replaced'], ['column', 'public.orders', 'total', 'replaced'], ['relation', 'public.big', '', 'replaced'], ['relation', 'public.bigger', '', 'replaced']], drops => false);
ALTER TABLE public.orders RENAME COLUMN number TO code;
ALTER TABLE public.orders RENAME COLUMN _sg_aside_number TO number;
ALTER TABLE public.orders RENAME COLUMN total TO amount;
ALTER TABLE public.orders RENAME COLUMN _sg_aside_total TO total;
CALL pg_temp.drop_carried();
ALTER TABLE public.orders VALIDATE CONSTRAINT _sg_20260101000000_equal_orders;
ALTER TABLE public.orders DROP CONSTRAINT _sg_20260101000000_equal_orders;
DROP TRIGGER IF EXISTS zz_sg_20260101000000_orders ON public.orders;
DROP FUNCTION IF EXISTS public._sg_20260101000000_orders();
DROP TRIGGER IF EXISTS "!_sg_20260101000000_orders" ON public.orders;
DROP FUNCTION IF EXISTS public._sg_20260101000000_back_orders();
DROP TRIGGER IF EXISTS orders_log ON public.orders;
DROP VIEW IF EXISTS public.bigger;
DROP VIEW IF EXISTS public.big;
DROP INDEX IF EXISTS public.orders_double;
DROP INDEX IF EXISTS public.orders_amount;
ALTER TABLE public.lines DROP CONSTRAINT IF EXISTS lines_code_fkey;
ALTER TABLE public.orders DROP CONSTRAINT IF EXISTS orders_amount_rate;
ALTER TABLE public.orders DROP CONSTRAINT IF EXISTS orders_amount_positive;
ALTER TABLE public.orders DROP CONSTRAINT IF EXISTS orders_code;
ALTER TABLE public.orders DROP COLUMN code;
ALTER TABLE public.orders DROP COLUMN amount;
ALTER TABLE public.orders ALTER COLUMN total SET DEFAULT 0;
ALTER TABLE public.orders ADD CONSTRAINT orders_code UNIQUE USING INDEX _sg_20260101000000_new_orders_code;
ALTER TABLE public.orders RENAME CONSTRAINT _sg_20260101000000_new_orders_amount_positive TO orders_amount_positive;
ALTER TABLE public.orders RENAME CONSTRAINT _sg_20260101000000_new_orders_amount_rate TO orders_amount_rate;
ALTER TABLE public.lines RENAME CONSTRAINT _sg_20260101000000_new_lines_code_fkey TO lines_code_fkey;
ALTER INDEX public._sg_20260101000000_new_orders_amount RENAME TO orders_amount;
ALTER INDEX public._sg_20260101000000_new_orders_double RENAME TO orders_double;
CREATE VIEW public.big AS
SELECT id, total AS amount FROM orders WHERE total > 100;
COMMENT ON VIEW public.big IS 'Orders that somebody looks at';
CREATE VIEW public.bigger AS
SELECT id, amount FROM big WHERE amount > 1000;
CREATE TRIGGER orders_log AFTER UPDATE OF total ON public.orders FOR EACH ROW WHEN (old.total <> new.total) EXECUTE FUNCTION log_amount();
CALL pg_temp.forget_plans('public.orders');
DO $$
DECLARE
    _sg_privilege record;
BEGIN
    FOR _sg_privilege IN SELECT statement FROM pg_temp._sg_privileges_big ORDER BY position LOOP
        EXECUTE _sg_privilege.statement;
    END LOOP;
END
$$;
DROP TABLE pg_temp._sg_privileges_big;
CALL pg_temp.put_up();
$ddl$);

-- c6 · The planner of queries learns what has taken its place.
CALL pg_temp.under_lock('c6', '{public.orders}', $ddl$
ANALYZE public.orders;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

CALL pg_temp.end_file(last => true);
