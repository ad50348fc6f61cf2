-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
-- This migration has nothing to do in contract.
--
--   invoice_numbers  + sequence
--   owned_one        + sequence: owner
--   users            + column number
--
-- Strongest locks: users access-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.users}',
    marker => 'public._sg_20260101000000()',
    lacks => '{column public.users.number,sequence public.invoice_numbers,sequence public.owned_one}');

-- e1 · New sequence invoice_numbers.
CALL pg_temp.run('e1', $ddl$
CREATE SEQUENCE public.invoice_numbers AS bigint START WITH 1000 INCREMENT BY 10 CACHE 5;
COMMENT ON SEQUENCE public.invoice_numbers IS 'Invoice numbers';
$ddl$);

-- e2 · New sequence owned_one.
CALL pg_temp.run('e2', $ddl$
CREATE SEQUENCE public.owned_one AS integer;
$ddl$);

-- e3 · Sequence owned_one belongs to its column from here on, and would be dropped with it.
CALL pg_temp.run('e3', $ddl$
CALL pg_temp.share_sequence('public.users', 'public.owned_one');
ALTER SEQUENCE public.owned_one OWNED BY public.users.id;
$ddl$);

-- e4 · New column users.number, empty in existing rows for now.
CALL pg_temp.under_lock('e4', '{public.users}', $ddl$
CALL pg_temp.share_sequence('public.users', 'public.invoice_numbers');
ALTER TABLE public.users ADD COLUMN IF NOT EXISTS number bigint;
ALTER TABLE public.users ALTER COLUMN number SET DEFAULT nextval('invoice_numbers');
$ddl$);

CALL pg_temp.end_file();
