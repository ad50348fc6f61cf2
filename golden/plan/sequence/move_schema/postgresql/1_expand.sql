-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs. Statements of the old one may fail from step e1 on.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate and contract.
--
--   app.ticket_no  ~ sequence ticket becomes ticket_no
--
-- Strongest locks: ticket access-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{}',
    has => '{sequence public.ticket}',
    lacks => '{sequence app.ticket_no}');

-- e1 · The declaration moves sequence ticket to app.ticket_no. There is one name at a time: statements of the old application that use the old one fail from here.
CALL pg_temp.run('e1', $ddl$
ALTER SEQUENCE public.ticket SET SCHEMA app;
ALTER SEQUENCE app.ticket RENAME TO ticket_no;
CALL pg_temp.share_schema('app', relation => 'app.ticket_no');
$ddl$);
