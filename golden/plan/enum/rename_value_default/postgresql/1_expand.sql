-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs. Statements of the old one may fail from step e1 on.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate and contract.
--
--   st   ~ enum: values renamed
--   inv  ~ column state: new default
--
-- Strongest locks: inv access-exclusive.
-- After a stop: run the file again.
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.inv}',
    marker => 'public._sg_20260101000000()',
    has => '{value public.st.draft,column public.inv.state}',
    lacks => '{value public.st.open}');

-- e1 · The declaration renames values of enum st: 'draft' to 'open'. Statements of the old application that use the old values fail from here.
CALL pg_temp.run('e1', $ddl$
ALTER TYPE public.st RENAME VALUE 'draft' TO 'open';
$ddl$);

-- e2 · A new default for column inv.state: rows that are there keep their values.
CALL pg_temp.under_lock('e2', '{public.inv}', $ddl$
ALTER TABLE public.inv ALTER COLUMN state SET DEFAULT 'open';
$ddl$);

CALL pg_temp.end_file(last => true);
