-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
--
--   items  + column label
--          + column number
--   lines  + column id
--
-- Strongest locks: items access-exclusive, lines access-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.items,public.lines}',
    marker => 'public._sg_20260101000000()',
    lacks => '{column public.items.label,column public.items.number,column public.lines.id}');

-- e1 · New column items.label, empty in existing rows for now.
CALL pg_temp.under_lock('e1', '{public.items}', $ddl$
ALTER TABLE public.items ADD COLUMN IF NOT EXISTS label uuid;
ALTER TABLE public.items ALTER COLUMN label SET DEFAULT gen_random_uuid();
$ddl$);

-- e2 · New column items.number: new rows get their number at once, existing rows later.
CALL pg_temp.under_lock('e2', '{public.items}', $ddl$
ALTER TABLE public.items ADD COLUMN IF NOT EXISTS number integer;
CREATE SEQUENCE IF NOT EXISTS public.items_number_seq AS integer;
CALL pg_temp.share_sequence('public.items', 'public.items_number_seq');
ALTER SEQUENCE public.items_number_seq OWNED BY public.items.number;
ALTER TABLE public.items ALTER COLUMN number SET DEFAULT nextval('public.items_number_seq'::regclass);
$ddl$);

-- e3 · New column lines.id: new rows get their number at once, existing rows later.
CALL pg_temp.under_lock('e3', '{public.lines}', $ddl$
ALTER TABLE public.lines ADD COLUMN IF NOT EXISTS id bigint;
CREATE SEQUENCE IF NOT EXISTS public."_sg_20260101000000_numbers_lines.id" AS bigint;
CALL pg_temp.share_sequence('public.lines', 'public."_sg_20260101000000_numbers_lines.id"');
ALTER TABLE public.lines ALTER COLUMN id SET DEFAULT nextval('public."_sg_20260101000000_numbers_lines.id"'::regclass);
$ddl$);

CALL pg_temp.end_file();
