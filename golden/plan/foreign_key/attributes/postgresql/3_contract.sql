-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- This migration has nothing to do in migrate.
--
--   notes  ~ foreign key f_columns: new form added beside the old one, proved for existing rows
--          ~ foreign key f_valid: proved for existing rows
--
-- Strongest locks: notes access-exclusive, pairs access-exclusive, users row-share.
-- Reads in full: notes, users, pairs.
-- Stops before it changes anything when rows would violate a rule further down: step c1.
-- Fails, and changes nothing, when existing rows violate the new rule: step c5.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.notes}',
    marker => 'public._sg_20260101000000()', after => '1_expand.sql');

-- c1 · Rows that violate foreign key notes.f_valid would stop this file later on.
CALL pg_temp.look('c1', $ddl$
CALL pg_temp.stop_if('rows of notes', 'refer to rows that are not there and would violate foreign key notes.f_valid',
    'Correct or delete them, or add the rows that they refer to.',
    'child.other_id::text', $rows$public.notes child
             WHERE child.other_id IS NOT NULL
               AND NOT EXISTS (SELECT FROM public.users parent WHERE parent.id = child.other_id)$rows$, sorts => true);
$ddl$);

-- c2 · The new form of foreign key notes.f_columns is added beside the old one, for new rows.
CALL pg_temp.under_lock('c2', '{public.notes}', $ddl$
ALTER TABLE public.notes DROP CONSTRAINT IF EXISTS _sg_20260101000000_new_f_columns;
ALTER TABLE public.notes ADD CONSTRAINT _sg_20260101000000_new_f_columns FOREIGN KEY (user_id, id) REFERENCES public.pairs (a, b) ON DELETE SET NULL (user_id) NOT VALID;
$ddl$, also => '{public.pairs}');

-- c3 · Existing rows are checked against the new form of foreign key notes.f_columns without blocking writers.
CALL pg_temp.under_lock('c3', '{public.notes}', $ddl$
ALTER TABLE public.notes VALIDATE CONSTRAINT _sg_20260101000000_new_f_columns;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c4 · The new form of foreign key notes.f_columns takes the place of the old one.
CALL pg_temp.under_lock('c4', '{public.notes,public.pairs}', $ddl$
ALTER TABLE public.notes DROP CONSTRAINT IF EXISTS f_columns;
ALTER TABLE public.notes RENAME CONSTRAINT _sg_20260101000000_new_f_columns TO f_columns;
$ddl$);

-- c5 · Existing rows are checked against foreign key notes.f_valid without blocking writers.
CALL pg_temp.under_lock('c5', '{public.notes}', $ddl$
ALTER TABLE public.notes VALIDATE CONSTRAINT f_valid;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

CALL pg_temp.end_file(last => true);
