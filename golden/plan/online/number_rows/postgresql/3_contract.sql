-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c7 on.
--
--   items  ~ column label: NOT NULL for new rows, proved for existing rows, NOT NULL
--          ~ column number: NOT NULL for new rows, proved for existing rows, NOT NULL
--   lines  ~ column id: NOT NULL for new rows, proved for existing rows, NOT NULL, numbering
--
-- Strongest locks: items access-exclusive, lines access-exclusive.
-- Reads in full: items, lines.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.items,public.lines}',
    marker => 'public._sg_20260101000000()', after => '2_migrate.sql');

-- c1 · New rows must have a value of items.label, items.number from here on.
CALL pg_temp.under_lock('c1', '{public.items}', $ddl$
ALTER TABLE public.items DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_label, DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_number;
ALTER TABLE public.items ADD CONSTRAINT _sg_20260101000000_nn_label CHECK (label IS NOT NULL) NOT VALID, ADD CONSTRAINT _sg_20260101000000_nn_number CHECK (number IS NOT NULL) NOT VALID;
$ddl$);

-- c2 · Looks at the existing rows for items.label, items.number without blocking writers.
CALL pg_temp.under_lock('c2', '{public.items}', $ddl$
ALTER TABLE public.items VALIDATE CONSTRAINT _sg_20260101000000_nn_label, VALIDATE CONSTRAINT _sg_20260101000000_nn_number;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c3 · NOT NULL of items.label, items.number, for free: the check above has proved it.
CALL pg_temp.under_lock('c3', '{public.items}', $ddl$
ALTER TABLE public.items ALTER COLUMN label SET NOT NULL, ALTER COLUMN number SET NOT NULL;
ALTER TABLE public.items DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_label, DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_number;
$ddl$);

-- c4 · New rows must have a value of lines.id from here on.
CALL pg_temp.under_lock('c4', '{public.lines}', $ddl$
ALTER TABLE public.lines DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_id;
ALTER TABLE public.lines ADD CONSTRAINT _sg_20260101000000_nn_id CHECK (id IS NOT NULL) NOT VALID;
$ddl$);

-- c5 · Looks at the existing rows for lines.id without blocking writers.
CALL pg_temp.under_lock('c5', '{public.lines}', $ddl$
ALTER TABLE public.lines VALIDATE CONSTRAINT _sg_20260101000000_nn_id;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c6 · NOT NULL of lines.id, for free: the check above has proved it.
CALL pg_temp.under_lock('c6', '{public.lines}', $ddl$
ALTER TABLE public.lines ALTER COLUMN id SET NOT NULL;
ALTER TABLE public.lines DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_id;
$ddl$);

-- c7 · The identity of column lines.id goes on where the sequence stands that numbered its rows.
CALL pg_temp.under_lock('c7', '{public.lines}', $ddl$
ALTER TABLE public.lines ALTER COLUMN id DROP DEFAULT;
ALTER TABLE public.lines ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY;
SELECT setval(pg_get_serial_sequence('public.lines', 'id'), last_value, is_called) FROM public."_sg_20260101000000_numbers_lines.id";
DROP SEQUENCE public."_sg_20260101000000_numbers_lines.id";
$ddl$);

CALL pg_temp.end_file(last => true);
