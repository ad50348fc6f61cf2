-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
-- Stays: step e1. PostgreSQL cannot remove a value from an enum: the new values stay, and so do rows that the new application has written with them.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.orders}',
    marker => 'public._sg_20260101000000()',
    has => '{value public.order_status.draft,column public.orders.status,type public.order_status}',
    steps => '{e1,e2}');

-- takes back e2: A new default for column orders.status: rows that are there keep their values.
CALL pg_temp.take_back('e2', '{public.orders}', $ddl$
ALTER TABLE public.orders ALTER COLUMN status SET DEFAULT 'new';
$ddl$);

CALL pg_temp.end_file(last => true);
