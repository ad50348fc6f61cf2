-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{"public.\"New; one\"","public.\"Old \"\"one\"\"\""}',
    marker => 'public._sg_20260101000000()',
    "unless" => '{c2}');

-- takes back m6: NOT NULL of "New; one".from, for free: the check above has proved it.
CALL pg_temp.take_back('m6', '{"public.\"New; one\"","public.\"Old \"\"one\"\"\""}', $ddl$
ALTER TABLE public."New; one" ALTER COLUMN "from" DROP NOT NULL;
$ddl$);

-- takes back m4: New rows must have a value of "New; one".from from here on.
CALL pg_temp.take_back('m4', '{"public.\"New; one\"","public.\"Old \"\"one\"\"\""}', $ddl$
ALTER TABLE public."New; one" DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_from;
$ddl$);

-- takes back e5: Index "New; one"."_sg_20260101000000_new_Old ""one""_pkey", built without blocking writers.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public."_sg_20260101000000_new_Old ""one""_pkey";
SET lock_timeout = '200ms';

-- takes back e4: A trigger on table "New; one" keeps se lect and from equal, whichever is written.
CALL pg_temp.take_back('e4', '{"public.\"New; one\"","public.\"Old \"\"one\"\"\""}', $ddl$
DROP TRIGGER IF EXISTS "zz_sg_20260101000000_New; one" ON public."New; one";
DROP FUNCTION IF EXISTS public."_sg_20260101000000_New; one"();
$ddl$);

-- takes back e3: The new name of column "New; one"."se lect" is a column of its own until contract, so that both applications find theirs.
CALL pg_temp.take_back('e3', '{"public.\"New; one\"","public.\"Old \"\"one\"\"\""}', $ddl$
ALTER TABLE public."New; one" DROP COLUMN IF EXISTS "from";
$ddl$);

-- takes back e1: The declaration renames table "Old ""one""" to "New; one".
CALL pg_temp.take_back('e1', '{"public.\"Old \"\"one\"\"\""}', $ddl$
DROP VIEW IF EXISTS public."Old ""one""";
ALTER TABLE public."New; one" RENAME TO "Old ""one""";
$ddl$);

CALL pg_temp.end_file(last => true);
