-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.users}',
    marker => 'public._sg_20260101000000()',
    has => '{column public.users.code: character varying(40),column public.users.label: text,"column public.users.price: numeric(14,2)",column public.users.code,column public.users.label,column public.users.price}',
    lacks => '{column public.users.code: character varying(10),column public.users.label: character varying(20),"column public.users.price: numeric(10,2)"}',
    steps => '{e1,e2}');

-- takes back e2: Changes column users.code, column users.label and column users.price: every old value fits as it is, so no row is written.
-- May write the table anew while readers and writers wait, and fails when a value does not fit the old type.
CALL pg_temp.take_back('e2', '{public.users}', $ddl$
CALL pg_temp.take_down(ARRAY[['column', 'public.users', 'code', 'replaced'], ['column', 'public.users', 'label', 'replaced'], ['column', 'public.users', 'price', 'replaced']]);
ALTER TABLE public.users
    ALTER COLUMN code TYPE character varying(10),
    ALTER COLUMN label DROP DEFAULT,
    ALTER COLUMN label TYPE character varying(20),
    ALTER COLUMN label SET DEFAULT 'x',
    ALTER COLUMN price TYPE numeric(10,2);
CALL pg_temp.put_up();
$ddl$);

CALL pg_temp.end_file(last => true);
