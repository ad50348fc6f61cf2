-- 20260101000000_golden · undo of expand and migrate, and of contract as long as it has only tightened
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
-- Lost, with all that has been written to it: table new_t.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.bar,public.new_t,public.old_t}',
    marker => 'public._sg_20260101000000()',
    "unless" => '{c4,c5,c6}');

-- takes back c2: The new form of foreign key bar.bar_fk is added beside the old one, for new rows.
CALL pg_temp.take_back('c2', '{public.bar,public.new_t}', $ddl$
ALTER TABLE public.bar DROP CONSTRAINT IF EXISTS _sg_20260101000000_new_bar_fk;
$ddl$);

-- takes back e2: Index new_t.u under another name, because index old_t.u still bears its own.
CALL pg_temp.take_back('e2', '{}', $ddl$
DROP INDEX IF EXISTS public._sg_20260101000000_new_u;
$ddl$);

-- takes back e1: New table new_t.
CALL pg_temp.take_back('e1', '{}', $ddl$
DROP TABLE IF EXISTS public.new_t;
$ddl$);

CALL pg_temp.end_file(last => true);
