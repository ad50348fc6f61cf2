-- 20260101000000_golden · undo of expand and migrate
-- There is nothing that it could take back: it stops, and says so.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.users}',
    marker => 'public._sg_20260101000000()',
    "unless" => '{c2,c3}');

CALL pg_temp.end_file(last => true);
