-- 20260101000000_golden · undo of expand and migrate
-- Stays: step e1. PostgreSQL cannot remove a value from an enum: the new values stay, and so do rows that the new application has written with them.
-- There is nothing to take back; it only ends the migration.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{}',
    has => '{value public.order_status.checked,value public.order_status.first,value public.order_status.last,type public.order_status}');
