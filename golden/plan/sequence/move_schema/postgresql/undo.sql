-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{}',
    has => '{sequence app.ticket_no}',
    lacks => '{sequence public.ticket}');

-- takes back e1: The declaration moves sequence ticket to app.ticket_no.
CALL pg_temp.take_back('e1', '{}', $ddl$
ALTER SEQUENCE app.ticket_no SET SCHEMA public;
ALTER SEQUENCE public.ticket_no RENAME TO ticket;
$ddl$);
