-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Deploy the new application before this file.
-- This migration has nothing to do in expand and migrate.
--
--   people  ~ column code: new type
--           ~ unique constraint people_code
--           ~ all rows written anew
--
-- Strongest locks: people access-exclusive.
-- Reads in full: people.
-- Writes anew in full, while readers and writers wait: people.
-- Reads all rows while others wait: step c3.
-- Stops before it changes anything when rows would violate a rule further down: step c2.
-- Fails, and changes nothing, when existing rows violate the new rule: step c3.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.people}',
    marker => 'public._sg_20260101000000()',
    has => '{column public.people.code: integer,column public.people.code,constraint public.people.people_code,index public.people_code}',
    lacks => '{column public.people.code: bigint}');

-- c1 · What schemagen does not know and cannot carry over would be lost or stop this file: it is looked for first.
CALL pg_temp.look('c1', $ddl$
CALL pg_temp.require_known(ARRAY[['column', 'public.people', 'code', 'altered']],
    known => '{public.people people_code,public.people people_pkey}');
$ddl$);

-- c2 · Rows that violate unique constraint people.people_code would stop this file later on.
CALL pg_temp.look('c2', $ddl$
CALL pg_temp.stop_if('values of people', 'are there more than once and would violate unique constraint people.people_code',
    'Make them differ, or drop the rule from the declaration.',
    'value', $rows$(SELECT code::text AS value FROM public.people WHERE code IS NOT NULL
                     GROUP BY code HAVING count(*) > 1) repeated$rows$, sorts => true,
    none_if => $none$SELECT count(*) = count(DISTINCT hashint8extended(code, 0)) FROM public.people WHERE code IS NOT NULL$none$);
$ddl$);

-- c3 · Changes column people.code and unique constraint people.people_code.
CALL pg_temp.under_lock('c3', '{public.people}', $ddl$
CALL pg_temp.take_down(ARRAY[['column', 'public.people', 'code', 'replaced']]);
ALTER TABLE public.people DROP CONSTRAINT IF EXISTS people_code;
ALTER TABLE public.people
    ALTER COLUMN code TYPE bigint;
ALTER TABLE public.people ADD CONSTRAINT people_code UNIQUE (code) INCLUDE (team);
CALL pg_temp.put_up();
$ddl$);

CALL pg_temp.end_file(last => true);
