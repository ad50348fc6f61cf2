-- 20260101000000_golden · undo of expand and migrate, and of contract as long as it has only tightened
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{}',
    marker => 'public._sg_20260101000000()');

-- takes back c1: New options for view named.
CALL pg_temp.take_back('c1', '{public.named}', $ddl$
ALTER VIEW public.named SET (security_barrier = 'true');
ALTER VIEW public.named RESET (check_option, security_invoker);
$ddl$);

-- takes back e1: A new comment for view named.
CALL pg_temp.take_back('e1', '{public.named}', $ddl$
COMMENT ON VIEW public.named IS 'Old';
COMMENT ON COLUMN public.named.name IS NULL;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

CALL pg_temp.end_file(last => true);
