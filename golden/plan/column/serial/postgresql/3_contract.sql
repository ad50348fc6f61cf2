-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c5 on, because of steps c5 and c7.
--
--   a  ~ column _sg_20260101000000_new_id: both forms held together, both forms proved equal
--      ~ column id: the new form in place of the old one
--      ~ primary key: dropped
--      ~ table: trigger dropped
--      · c6: The planner of queries learns what has taken its place.
--   c  ~ column id: numbering dropped
--
-- Strongest locks: a access-exclusive, c access-exclusive.
-- Reads in full: a.
-- Stops before it changes anything when rows would violate a rule further down: step c2.
-- Fails, and changes nothing, when existing rows violate the new rule: step c4.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.a,public.b,public.c}',
    marker => 'public._sg_20260101000000()', after => '2_migrate.sql');

-- c1 · What schemagen does not know and cannot carry over would be lost or stop this file: it is looked for first.
CALL pg_temp.look('c1', $ddl$
CALL pg_temp.require_known(ARRAY[['column', 'public.a', 'id', 'replaced']],
    known => '{public.a _sg_20260101000000_new_a_pkey,public.a a_pkey,public.a id}');
$ddl$);

-- c2 · The old form is about to go: both forms of table a are compared once more, as they are stored, whoever has written them.
CALL pg_temp.look('c2', $ddl$
CALL pg_temp.stop_if('rows of a', 'do not have in _sg_20260101000000_new_id the value of id',
    'Empty ones: run 2_migrate.sql again. Others were written past the trigger: set both columns to the value that counts.',
    'id::text', $rows$public.a
             WHERE NOT (_sg_20260101000000_new_id IS NOT DISTINCT FROM id::bigint)$rows$);
$ddl$);

-- c3 · No write of any kind can part both forms of _sg_20260101000000_new_id from here on.
CALL pg_temp.under_lock('c3', '{public.a}', $ddl$
ALTER TABLE public.a DROP CONSTRAINT IF EXISTS _sg_20260101000000_equal_a;
ALTER TABLE public.a ADD CONSTRAINT _sg_20260101000000_equal_a CHECK (_sg_20260101000000_new_id IS NOT DISTINCT FROM id::bigint) NOT VALID;
$ddl$);

-- c4 · The same for the rows that are there; writers are not blocked.
CALL pg_temp.under_lock('c4', '{public.a}', $ddl$
ALTER TABLE public.a VALIDATE CONSTRAINT _sg_20260101000000_equal_a;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c5 · What stands ready, with its indexes and constraints, takes the place of the old form, and only the catalog changes: a.id in its new type. A prepared statement that returns a column in its old type fails until it is prepared anew.
CALL pg_temp.under_lock('c5', '{public.a}', $ddl$
CALL pg_temp.take_down(ARRAY[['column', 'public.a', 'id', 'replaced']]);
ALTER TABLE public.a VALIDATE CONSTRAINT _sg_20260101000000_equal_a;
ALTER TABLE public.a DROP CONSTRAINT _sg_20260101000000_equal_a;
DROP TRIGGER IF EXISTS zz_sg_20260101000000_a ON public.a;
DROP FUNCTION IF EXISTS public._sg_20260101000000_a();
ALTER TABLE public.a DROP CONSTRAINT IF EXISTS a_pkey;
DO $$
DECLARE
    _sg_sequence regclass := pg_get_serial_sequence('public.a', 'id');
BEGIN
    EXECUTE format('ALTER SEQUENCE %s AS bigint OWNED BY %s.%I', _sg_sequence, 'public.a', '_sg_20260101000000_new_id');
    EXECUTE format('ALTER TABLE %s ALTER COLUMN %I SET DEFAULT nextval(%L::regclass)', 'public.a', '_sg_20260101000000_new_id', _sg_sequence);
END
$$;
ALTER TABLE public.a DROP COLUMN id;
ALTER TABLE public.a RENAME COLUMN _sg_20260101000000_new_id TO id;
ALTER TABLE public.a ADD CONSTRAINT a_pkey PRIMARY KEY USING INDEX _sg_20260101000000_new_a_pkey;
CALL pg_temp.put_up();
$ddl$);

-- c6 · The planner of queries learns what has taken its place.
CALL pg_temp.under_lock('c6', '{public.a}', $ddl$
ANALYZE public.a;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c7 · Column c.id gets no more numbers of its own.
CALL pg_temp.under_lock('c7', '{public.c}', $ddl$
ALTER TABLE public.c ALTER COLUMN id DROP DEFAULT;
DO $$
BEGIN
    EXECUTE coalesce('DROP SEQUENCE ' || pg_get_serial_sequence('public.c', 'id'), 'SELECT 1');
END
$$;
$ddl$);

CALL pg_temp.end_file(last => true);
