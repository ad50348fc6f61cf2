-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate and contract.
--
--   users  ~ column code: new type
--          ~ column label: new type
--          ~ column price: new type
--
-- Strongest locks: users access-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.users}',
    marker => 'public._sg_20260101000000()',
    has => '{column public.users.code: character varying(10),column public.users.label: character varying(20),"column public.users.price: numeric(10,2)",column public.users.code,column public.users.label,column public.users.price}',
    lacks => '{column public.users.code: character varying(40),column public.users.label: text,"column public.users.price: numeric(14,2)"}');

-- e1 · What schemagen does not know and cannot carry over would stop a later step: it is looked for first.
CALL pg_temp.look('e1', $ddl$
CALL pg_temp.require_known(ARRAY[['column', 'public.users', 'code', 'altered'], ['column', 'public.users', 'label', 'altered'], ['column', 'public.users', 'price', 'altered']],
    known => '{public.users label,public.users users_pkey}');
$ddl$);

-- e2 · Changes column users.code, column users.label and column users.price: every old value fits as it is, so no row is written.
CALL pg_temp.under_lock('e2', '{public.users}', $ddl$
CALL pg_temp.take_down(ARRAY[['column', 'public.users', 'code', 'replaced'], ['column', 'public.users', 'label', 'replaced'], ['column', 'public.users', 'price', 'replaced']]);
ALTER TABLE public.users
    ALTER COLUMN code TYPE character varying(40),
    ALTER COLUMN label DROP DEFAULT,
    ALTER COLUMN label TYPE text,
    ALTER COLUMN label SET DEFAULT 'x',
    ALTER COLUMN price TYPE numeric(14,2);
CALL pg_temp.put_up();
$ddl$);

CALL pg_temp.end_file(last => true);
