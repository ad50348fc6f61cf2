-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c4 on, because of steps c4 and c7.
--
--   orders        ~ column _sg_new_status: NOT NULL for new rows, proved for existing rows, NOT NULL
--                 ~ column history: the new form in place of the old one
--                 ~ column status: the new form in place of the old one
--                 ~ table: trigger dropped
--   order_status  ~ enum
--
-- Strongest locks: orders access-exclusive. A lock that is not had in 2 s ends the file.
-- Reads in full: orders.
-- Stops before it changes anything when rows would violate a rule further down: steps c1, c2 and c3.
-- Fails, and changes nothing, when existing rows violate the new rule: step c5.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;

-- schemagen: id=c1 phase=contract lock=none rewrite=no scan=yes tx=own
-- Values of column orders.history that cannot become _sg_new_order_status[] would be lost with the old form: the old application may have written some since.
BEGIN;
DO $$
DECLARE
    _sg_row   public.orders%ROWTYPE;
    _sg_value public._sg_new_order_status[];
    _sg_rows  bigint := 0;
    _sg_keys  text[] := '{}';
BEGIN
    FOR _sg_row IN SELECT * FROM public.orders WHERE history IS NOT NULL AND _sg_new_history IS NULL LOOP
        BEGIN
            _sg_value := (SELECT history::text::public._sg_new_order_status[] FROM (SELECT _sg_row.*) AS orders);
        EXCEPTION WHEN data_exception OR check_violation THEN
            _sg_rows := _sg_rows + 1;
            IF _sg_rows <= 5 THEN _sg_keys := _sg_keys || _sg_row.id::text; END IF;
        END;
    END LOOP;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% rows of % have values of history that do not become public._sg_new_order_status[]; the first: %',
                        _sg_rows, 'orders', array_to_string(_sg_keys, ', ')
            USING HINT = 'Correct these rows, or say with `using` how such values are converted.';
    END IF;
END
$$;
COMMIT;

-- schemagen: id=c2 phase=contract lock=none rewrite=no scan=yes tx=own
-- Values of column orders.status that cannot become _sg_new_order_status would be lost with the old form: the old application may have written some since.
BEGIN;
DO $$
DECLARE
    _sg_row   public.orders%ROWTYPE;
    _sg_value public._sg_new_order_status;
    _sg_rows  bigint := 0;
    _sg_keys  text[] := '{}';
BEGIN
    FOR _sg_row IN SELECT * FROM public.orders WHERE status IS NOT NULL AND _sg_new_status IS NULL LOOP
        BEGIN
            _sg_value := (SELECT status::text::public._sg_new_order_status FROM (SELECT _sg_row.*) AS orders);
        EXCEPTION WHEN data_exception OR check_violation THEN
            _sg_rows := _sg_rows + 1;
            IF _sg_rows <= 5 THEN _sg_keys := _sg_keys || _sg_row.id::text; END IF;
        END;
    END LOOP;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% rows of % have values of status that do not become public._sg_new_order_status; the first: %',
                        _sg_rows, 'orders', array_to_string(_sg_keys, ', ')
            USING HINT = 'Correct these rows, or say with `using` how such values are converted.';
    END IF;
END
$$;
COMMIT;

-- schemagen: id=c3 phase=contract lock=none rewrite=no scan=yes tx=own
-- Rows without a value of orders._sg_new_status would stop this file later on.
BEGIN;
DO $$
DECLARE
    _sg_rows bigint;
    _sg_keys text;
BEGIN
    SELECT count(*), string_agg(key, ', ') FILTER (WHERE number <= 5) INTO _sg_rows, _sg_keys
      FROM (SELECT id::text AS key, row_number() OVER () AS number
              FROM public.orders
             WHERE _sg_new_status IS NULL) found;
    IF _sg_rows > 0 THEN
        RAISE EXCEPTION '% rows of % have no value of _sg_new_status; the first: %', _sg_rows, 'orders', _sg_keys
            USING HINT = 'Give them one, or say with `backfill` what they get.';
    END IF;
END
$$;
COMMIT;

-- schemagen: id=c4 phase=contract lock=access-exclusive:orders rewrite=no scan=no tx=own
-- New rows must have a value of orders._sg_new_status from here on.
BEGIN;
ALTER TABLE public.orders DROP CONSTRAINT IF EXISTS _sg_orders__sg_new_status_nn;
ALTER TABLE public.orders ADD CONSTRAINT _sg_orders__sg_new_status_nn CHECK (_sg_new_status IS NOT NULL) NOT VALID;
COMMIT;

-- schemagen: id=c5 phase=contract lock=share-update-exclusive:orders rewrite=no scan=yes tx=own
-- Looks at the existing rows for orders._sg_new_status without blocking writers.
BEGIN;
ALTER TABLE public.orders VALIDATE CONSTRAINT _sg_orders__sg_new_status_nn;
COMMIT;

-- schemagen: id=c6 phase=contract lock=access-exclusive:orders rewrite=no scan=no tx=own
-- NOT NULL of orders._sg_new_status, for free: the check above has proved it.
BEGIN;
ALTER TABLE public.orders ALTER COLUMN _sg_new_status SET NOT NULL;
ALTER TABLE public.orders DROP CONSTRAINT IF EXISTS _sg_orders__sg_new_status_nn;
COMMIT;

-- schemagen: id=c7 phase=contract lock=access-exclusive:orders rewrite=no scan=no tx=own
-- What stands ready, with its indexes and constraints, takes the place of the old form, and only the catalog changes: enum order_status, orders.history in its new type, orders.status in its new type. A prepared statement that returns a column in its old type fails until it is prepared anew.
BEGIN;
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
DROP TRIGGER IF EXISTS zz_sg_sync_orders ON public.orders;
DROP FUNCTION IF EXISTS public._sg_sync_orders();
ALTER TABLE public.orders DROP COLUMN history;
ALTER TABLE public.orders RENAME COLUMN _sg_new_history TO history;
ALTER TABLE public.orders DROP COLUMN status;
ALTER TABLE public.orders RENAME COLUMN _sg_new_status TO status;
DROP TYPE public.order_status;
ALTER TYPE public._sg_new_order_status RENAME TO order_status;
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
COMMIT;
