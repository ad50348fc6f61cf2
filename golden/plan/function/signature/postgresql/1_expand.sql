-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate.
--
--   area(numeric)  + function
--   language()     ~ function: new body
--
-- Locks nothing that was there before.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{}',
    marker => 'public._sg_20260101000000()',
    has => '{function public.language: body f445565f00b31821,function public.renamed_argument: body 97be5d3008628646,function public.area,function public.clean,function public.language,function public.price,function public.renamed_argument}');

-- e1 · What schemagen does not know and cannot carry over would stop a later step: it is looked for first.
CALL pg_temp.look('e1', $ddl$
CALL pg_temp.require_known(ARRAY[['function', 'public.area(integer)', '', 'gone'], ['function', 'public.clean()', '', 'replaced'], ['function', 'public.price(integer, integer)', '', 'replaced'], ['function', 'public.renamed_argument(integer)', '', 'replaced']],
    known => '{}',
    functions => '{public.area(integer),public.clean(),"public.price(integer, integer)",public.renamed_argument(integer)}');
$ddl$);

-- e2 · New function area(numeric).
CALL pg_temp.run('e2', $ddl$
CREATE OR REPLACE FUNCTION public.area(side numeric) RETURNS numeric LANGUAGE sql AS 'SELECT side * side';
$ddl$);

-- e3 · A new body for function language().
CALL pg_temp.run('e3', $ddl$
CREATE OR REPLACE FUNCTION public.language() RETURNS integer LANGUAGE plpgsql AS 'BEGIN RETURN 1; END';
$ddl$);

CALL pg_temp.end_file();
