-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate.
--
--   touch()  ~ function: new body
--
-- Locks nothing that was there before.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{}',
    marker => 'public._sg_20260101000000()',
    has => '{function public.answer: body b05ba1be56beecb0,function public.touch: body 52564b5873502c66,function public.answer,function public.touch}');

-- e1 · What schemagen does not know and cannot carry over would stop a later step: it is looked for first.
CALL pg_temp.look('e1', $ddl$
CALL pg_temp.require_known(ARRAY[['function', 'public.answer()', '', 'replaced']],
    known => '{}',
    functions => '{public.answer()}');
$ddl$);

-- e2 · A new body for function touch().
CALL pg_temp.run('e2', $ddl$
CREATE OR REPLACE FUNCTION public.touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.name := upper(NEW.name);
    RETURN NEW;
END
$$;
$ddl$);

CALL pg_temp.end_file();
