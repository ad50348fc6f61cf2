-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate.
--
--   people  ~ column code: new type
--
-- Strongest locks: people access-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.people}',
    marker => 'public._sg_20260101000000()',
    has => '{column public.people.code: character varying(40),column public.people.code,constraint public.people.people_code,index public.people_code}',
    lacks => '{column public.people.code: character varying(60)}');

-- e1 · What schemagen does not know and cannot carry over would stop a later step: it is looked for first.
CALL pg_temp.look('e1', $ddl$
CALL pg_temp.require_known(ARRAY[['column', 'public.people', 'code', 'altered']],
    known => '{public.people people_code,public.people people_pkey}');
$ddl$);

-- e2 · Changes column people.code: every old value fits as it is, so no row is written.
CALL pg_temp.under_lock('e2', '{public.people}', $ddl$
CALL pg_temp.take_down(ARRAY[['column', 'public.people', 'code', 'replaced']]);
ALTER TABLE public.people
    ALTER COLUMN code TYPE character varying(60);
CALL pg_temp.put_up();
$ddl$);

CALL pg_temp.end_file();
