-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.bookings}',
    has => '{constraint public.bookings.never_twice}',
    lacks => '{constraint public.bookings.no_overlap,valid index public.no_overlap}');

-- takes back e1: The declaration renames exclusion constraint bookings.no_overlap to bookings.never_twice.
CALL pg_temp.take_back('e1', '{}', $ddl$
ALTER INDEX public.never_twice RENAME TO no_overlap;
$ddl$);
