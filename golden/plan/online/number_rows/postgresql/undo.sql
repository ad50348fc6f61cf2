-- 20260101000000_golden · undo of expand and migrate, and of contract as long as it has only tightened
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
-- Lost, with all that has been written to it: column items.label, column items.number, column lines.id.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.items,public.lines}',
    marker => 'public._sg_20260101000000()',
    "unless" => '{c7}');

-- takes back c6: NOT NULL of lines.id, for free: the check above has proved it.
CALL pg_temp.take_back('c6', '{public.lines}', $ddl$
ALTER TABLE public.lines ALTER COLUMN id DROP NOT NULL;
$ddl$);

-- takes back c4: New rows must have a value of lines.id from here on.
CALL pg_temp.take_back('c4', '{public.lines}', $ddl$
ALTER TABLE public.lines DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_id;
$ddl$);

-- takes back c3: NOT NULL of items.label, items.number, for free: the check above has proved it.
CALL pg_temp.take_back('c3', '{public.items}', $ddl$
ALTER TABLE public.items ALTER COLUMN label DROP NOT NULL, ALTER COLUMN number DROP NOT NULL;
$ddl$);

-- takes back c1: New rows must have a value of items.label, items.number from here on.
CALL pg_temp.take_back('c1', '{public.items}', $ddl$
ALTER TABLE public.items DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_label, DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_number;
$ddl$);

-- takes back e3: New column lines.id: new rows get their number at once, existing rows later.
CALL pg_temp.take_back('e3', '{public.lines}', $ddl$
ALTER TABLE public.lines DROP COLUMN IF EXISTS id;
DROP SEQUENCE IF EXISTS public."_sg_20260101000000_numbers_lines.id";
$ddl$);

-- takes back e2: New column items.number: new rows get their number at once, existing rows later.
CALL pg_temp.take_back('e2', '{public.items}', $ddl$
ALTER TABLE public.items DROP COLUMN IF EXISTS number;
DROP SEQUENCE IF EXISTS public.items_number_seq;
$ddl$);

-- takes back e1: New column items.label, empty in existing rows for now.
CALL pg_temp.take_back('e1', '{public.items}', $ddl$
ALTER TABLE public.items DROP COLUMN IF EXISTS label;
$ddl$);

CALL pg_temp.end_file(last => true);
