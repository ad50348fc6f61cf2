-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.inv}',
    marker => 'public._sg_20260101000000()',
    has => '{value public.st.open,column public.inv.state}',
    lacks => '{value public.st.draft}',
    steps => '{e1,e2}');

-- takes back e2: A new default for column inv.state: rows that are there keep their values.
CALL pg_temp.take_back('e2', '{public.inv}', $ddl$
ALTER TABLE public.inv ALTER COLUMN state SET DEFAULT 'draft';
$ddl$);

-- takes back e1: The declaration renames values of enum st: 'draft' to 'open'.
CALL pg_temp.take_back('e1', '{}', $ddl$
ALTER TYPE public.st RENAME VALUE 'open' TO 'draft';
$ddl$);

CALL pg_temp.end_file(last => true);
