-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
--
--   orders  + column _sg_20260101000000_new_amount
--           + column _sg_20260101000000_new_code
--           + column _sg_20260101000000_new_place
--           ~ table: kept true by a trigger
--
-- Strongest locks: orders access-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.lines,public.orders}',
    marker => 'public._sg_20260101000000()',
    has => '{column public.orders.amount: integer,column public.orders.code: integer,column public.orders.place: integer,column public.orders.amount,column public.orders.code,column public.orders.place}',
    lacks => '{column public.orders.amount: bigint,column public.orders.code: bigint,column public.orders.place: bigint}');

-- e1 · What schemagen does not know and cannot carry over would stop a later step: it is looked for first.
CALL pg_temp.look('e1', $ddl$
CALL pg_temp.require_known(ARRAY[['column', 'public.orders', 'amount', 'replaced'], ['column', 'public.orders', 'code', 'replaced'], ['column', 'public.orders', 'place', 'replaced'], ['relation', 'public.big', '', 'replaced'], ['relation', 'public.bigger', '', 'replaced']],
    known => '{public.lines _sg_20260101000000_new_lines_code_fkey,public.lines lines_code_fkey,public.lines lines_pkey,public.orders _sg_20260101000000_new_orders_amount,public.orders _sg_20260101000000_new_orders_amount_positive,public.orders _sg_20260101000000_new_orders_amount_rate,public.orders _sg_20260101000000_new_orders_code,public.orders _sg_20260101000000_new_orders_double,public.orders _sg_20260101000000_new_orders_place,public.orders amount,public.orders orders_amount,public.orders orders_amount_positive,public.orders orders_amount_rate,public.orders orders_code,public.orders orders_double,public.orders orders_log,public.orders orders_pkey,public.orders orders_place}');
$ddl$);

-- e2 · A column of type bigint beside column orders.amount: it takes its place in contract; until then the name takes values of the old type.
CALL pg_temp.under_lock('e2', '{public.orders}', $ddl$
ALTER TABLE public.orders ADD COLUMN IF NOT EXISTS _sg_20260101000000_new_amount bigint;
COMMENT ON COLUMN public.orders._sg_20260101000000_new_amount IS 'In cents';
DO $$
DECLARE
    _sg_grant record;
BEGIN
    FOR _sg_grant IN
        SELECT acl.privilege_type, acl.is_grantable,
               CASE WHEN acl.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(acl.grantee)) END AS grantee
          FROM pg_attribute a CROSS JOIN aclexplode(a.attacl) acl
         WHERE a.attrelid = 'public.orders'::regclass AND a.attname = 'amount'
    LOOP
        EXECUTE format('GRANT %s (%I) ON %s TO %s', _sg_grant.privilege_type, '_sg_20260101000000_new_amount', 'public.orders', _sg_grant.grantee)
             || CASE WHEN _sg_grant.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END;
    END LOOP;
END
$$;
DO $$
DECLARE
    _sg_old pg_attribute%ROWTYPE;
BEGIN
    SELECT * INTO _sg_old FROM pg_attribute WHERE attrelid = 'public.orders'::regclass AND attname = 'amount';
    IF _sg_old.attstattarget >= 0 THEN
        EXECUTE format('ALTER TABLE %s ALTER COLUMN %I SET STATISTICS %s', 'public.orders', '_sg_20260101000000_new_amount', _sg_old.attstattarget);
    END IF;
    IF _sg_old.attoptions IS NOT NULL THEN
        EXECUTE format('ALTER TABLE %s ALTER COLUMN %I SET (%s)', 'public.orders', '_sg_20260101000000_new_amount', array_to_string(_sg_old.attoptions, ', '));
    END IF;
END
$$;
$ddl$);

-- e3 · A column of type bigint beside column orders.code: it takes its place in contract; until then the name takes values of the old type.
CALL pg_temp.under_lock('e3', '{public.orders}', $ddl$
ALTER TABLE public.orders ADD COLUMN IF NOT EXISTS _sg_20260101000000_new_code bigint;
DO $$
DECLARE
    _sg_grant record;
BEGIN
    FOR _sg_grant IN
        SELECT acl.privilege_type, acl.is_grantable,
               CASE WHEN acl.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(acl.grantee)) END AS grantee
          FROM pg_attribute a CROSS JOIN aclexplode(a.attacl) acl
         WHERE a.attrelid = 'public.orders'::regclass AND a.attname = 'code'
    LOOP
        EXECUTE format('GRANT %s (%I) ON %s TO %s', _sg_grant.privilege_type, '_sg_20260101000000_new_code', 'public.orders', _sg_grant.grantee)
             || CASE WHEN _sg_grant.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END;
    END LOOP;
END
$$;
DO $$
DECLARE
    _sg_old pg_attribute%ROWTYPE;
BEGIN
    SELECT * INTO _sg_old FROM pg_attribute WHERE attrelid = 'public.orders'::regclass AND attname = 'code';
    IF _sg_old.attstattarget >= 0 THEN
        EXECUTE format('ALTER TABLE %s ALTER COLUMN %I SET STATISTICS %s', 'public.orders', '_sg_20260101000000_new_code', _sg_old.attstattarget);
    END IF;
    IF _sg_old.attoptions IS NOT NULL THEN
        EXECUTE format('ALTER TABLE %s ALTER COLUMN %I SET (%s)', 'public.orders', '_sg_20260101000000_new_code', array_to_string(_sg_old.attoptions, ', '));
    END IF;
END
$$;
$ddl$);

-- e4 · A column of type bigint beside column orders.place: it takes its place in contract; until then the name takes values of the old type.
CALL pg_temp.under_lock('e4', '{public.orders}', $ddl$
ALTER TABLE public.orders ADD COLUMN IF NOT EXISTS _sg_20260101000000_new_place bigint;
DO $$
DECLARE
    _sg_grant record;
BEGIN
    FOR _sg_grant IN
        SELECT acl.privilege_type, acl.is_grantable,
               CASE WHEN acl.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(acl.grantee)) END AS grantee
          FROM pg_attribute a CROSS JOIN aclexplode(a.attacl) acl
         WHERE a.attrelid = 'public.orders'::regclass AND a.attname = 'place'
    LOOP
        EXECUTE format('GRANT %s (%I) ON %s TO %s', _sg_grant.privilege_type, '_sg_20260101000000_new_place', 'public.orders', _sg_grant.grantee)
             || CASE WHEN _sg_grant.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END;
    END LOOP;
END
$$;
DO $$
DECLARE
    _sg_old pg_attribute%ROWTYPE;
BEGIN
    SELECT * INTO _sg_old FROM pg_attribute WHERE attrelid = 'public.orders'::regclass AND attname = 'place';
    IF _sg_old.attstattarget >= 0 THEN
        EXECUTE format('ALTER TABLE %s ALTER COLUMN %I SET STATISTICS %s', 'public.orders', '_sg_20260101000000_new_place', _sg_old.attstattarget);
    END IF;
    IF _sg_old.attoptions IS NOT NULL THEN
        EXECUTE format('ALTER TABLE %s ALTER COLUMN %I SET (%s)', 'public.orders', '_sg_20260101000000_new_place', array_to_string(_sg_old.attoptions, ', '));
    END IF;
END
$$;
$ddl$);

-- e5 · A trigger on table orders writes every value in its new type to _sg_20260101000000_new_amount, _sg_20260101000000_new_code, _sg_20260101000000_new_place as well. Its name lets it fire last.
CALL pg_temp.under_lock('e5', '{public.orders}', $ddl$
CREATE OR REPLACE FUNCTION public._sg_20260101000000_orders() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
    SET TimeZone = 'UTC' SET DateStyle = 'ISO, YMD' SET IntervalStyle = 'postgres' SET bytea_output = 'hex'
    SET standard_conforming_strings = on AS $$
BEGIN
    NEW._sg_20260101000000_new_amount := NEW.amount::bigint;
    NEW._sg_20260101000000_new_code := NEW.code::bigint;
    NEW._sg_20260101000000_new_place := NEW.place::bigint;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER zz_sg_20260101000000_orders BEFORE INSERT OR UPDATE ON public.orders
    FOR EACH ROW EXECUTE FUNCTION public._sg_20260101000000_orders();
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

CALL pg_temp.end_file();
