-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c5 on, because of steps c5, c8, c11 and c14.
-- Until contract the new application has to obey rules that it no longer states: steps c7, c10, c13, c16 and c19.
-- This migration has nothing to do in migrate.
--
--   notes  ~ foreign key f_columns: new form added beside the old one, proved for existing rows
--          ~ foreign key f_match: new form added beside the old one, proved for existing rows
--          ~ foreign key f_referenced: new form added beside the old one, proved for existing rows
--          ~ foreign key f_table: new form added beside the old one, proved for existing rows
--          ~ foreign key f_update: new form added beside the old one, proved for existing rows
--
-- Strongest locks: notes access-exclusive, users access-exclusive, people share-row-exclusive.
-- Reads in full: notes, users, people.
-- Stops before it changes anything when rows would violate a rule further down: steps c1, c2, c3 and c4.
-- Fails, and changes nothing, when existing rows violate the new rule: steps c6, c9, c12 and c15.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.notes}',
    marker => 'public._sg_20260101000000()', after => '1_expand.sql');

-- c1 · Rows that violate foreign key notes.f_columns would stop this file later on.
CALL pg_temp.look('c1', $ddl$
CALL pg_temp.stop_if('rows of notes', 'refer to rows that are not there and would violate foreign key notes.f_columns',
    'Correct or delete them, or add the rows that they refer to.',
    'child.other_id::text', $rows$public.notes child
             WHERE child.other_id IS NOT NULL
               AND NOT EXISTS (SELECT FROM public.users parent WHERE parent.id = child.other_id)$rows$, sorts => true);
$ddl$);

-- c2 · Rows that violate foreign key notes.f_match would stop this file later on.
CALL pg_temp.look('c2', $ddl$
CALL pg_temp.stop_if('rows of notes', 'refer to rows that are not there and would violate foreign key notes.f_match',
    'Correct or delete them, or add the rows that they refer to.',
    'child.user_id::text', $rows$public.notes child
             WHERE child.user_id IS NOT NULL
               AND NOT EXISTS (SELECT FROM public.users parent WHERE parent.id = child.user_id)$rows$, sorts => true);
$ddl$);

-- c3 · Rows that violate foreign key notes.f_referenced would stop this file later on.
CALL pg_temp.look('c3', $ddl$
CALL pg_temp.stop_if('rows of notes', 'refer to rows that are not there and would violate foreign key notes.f_referenced',
    'Correct or delete them, or add the rows that they refer to.',
    'child.user_id::text', $rows$public.notes child
             WHERE child.user_id IS NOT NULL
               AND NOT EXISTS (SELECT FROM public.users parent WHERE parent.number = child.user_id)$rows$, sorts => true);
$ddl$);

-- c4 · Rows that violate foreign key notes.f_table would stop this file later on.
CALL pg_temp.look('c4', $ddl$
CALL pg_temp.stop_if('rows of notes', 'refer to rows that are not there and would violate foreign key notes.f_table',
    'Correct or delete them, or add the rows that they refer to.',
    'child.user_id::text', $rows$public.notes child
             WHERE child.user_id IS NOT NULL
               AND NOT EXISTS (SELECT FROM public.people parent WHERE parent.id = child.user_id)$rows$, sorts => true);
$ddl$);

-- c5 · The new form of foreign key notes.f_columns is added beside the old one, for new rows.
CALL pg_temp.under_lock('c5', '{public.notes}', $ddl$
ALTER TABLE public.notes DROP CONSTRAINT IF EXISTS _sg_20260101000000_new_f_columns;
ALTER TABLE public.notes ADD CONSTRAINT _sg_20260101000000_new_f_columns FOREIGN KEY (other_id) REFERENCES public.users (id) NOT VALID;
$ddl$, also => '{public.users}');

-- c6 · Existing rows are checked against the new form of foreign key notes.f_columns without blocking writers.
CALL pg_temp.under_lock('c6', '{public.notes}', $ddl$
ALTER TABLE public.notes VALIDATE CONSTRAINT _sg_20260101000000_new_f_columns;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c7 · The new form of foreign key notes.f_columns takes the place of the old one.
CALL pg_temp.under_lock('c7', '{public.notes,public.users}', $ddl$
ALTER TABLE public.notes DROP CONSTRAINT IF EXISTS f_columns;
ALTER TABLE public.notes RENAME CONSTRAINT _sg_20260101000000_new_f_columns TO f_columns;
$ddl$);

-- c8 · The new form of foreign key notes.f_match is added beside the old one, for new rows.
CALL pg_temp.under_lock('c8', '{public.notes}', $ddl$
ALTER TABLE public.notes DROP CONSTRAINT IF EXISTS _sg_20260101000000_new_f_match;
ALTER TABLE public.notes ADD CONSTRAINT _sg_20260101000000_new_f_match FOREIGN KEY (user_id) REFERENCES public.users (id) MATCH FULL NOT VALID;
$ddl$, also => '{public.users}');

-- c9 · Existing rows are checked against the new form of foreign key notes.f_match without blocking writers.
CALL pg_temp.under_lock('c9', '{public.notes}', $ddl$
ALTER TABLE public.notes VALIDATE CONSTRAINT _sg_20260101000000_new_f_match;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c10 · The new form of foreign key notes.f_match takes the place of the old one.
CALL pg_temp.under_lock('c10', '{public.notes,public.users}', $ddl$
ALTER TABLE public.notes DROP CONSTRAINT IF EXISTS f_match;
ALTER TABLE public.notes RENAME CONSTRAINT _sg_20260101000000_new_f_match TO f_match;
$ddl$);

-- c11 · The new form of foreign key notes.f_referenced is added beside the old one, for new rows.
CALL pg_temp.under_lock('c11', '{public.notes}', $ddl$
ALTER TABLE public.notes DROP CONSTRAINT IF EXISTS _sg_20260101000000_new_f_referenced;
ALTER TABLE public.notes ADD CONSTRAINT _sg_20260101000000_new_f_referenced FOREIGN KEY (user_id) REFERENCES public.users (number) NOT VALID;
$ddl$, also => '{public.users}');

-- c12 · Existing rows are checked against the new form of foreign key notes.f_referenced without blocking writers.
CALL pg_temp.under_lock('c12', '{public.notes}', $ddl$
ALTER TABLE public.notes VALIDATE CONSTRAINT _sg_20260101000000_new_f_referenced;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c13 · The new form of foreign key notes.f_referenced takes the place of the old one.
CALL pg_temp.under_lock('c13', '{public.notes,public.users}', $ddl$
ALTER TABLE public.notes DROP CONSTRAINT IF EXISTS f_referenced;
ALTER TABLE public.notes RENAME CONSTRAINT _sg_20260101000000_new_f_referenced TO f_referenced;
$ddl$);

-- c14 · The new form of foreign key notes.f_table is added beside the old one, for new rows.
CALL pg_temp.under_lock('c14', '{public.notes}', $ddl$
ALTER TABLE public.notes DROP CONSTRAINT IF EXISTS _sg_20260101000000_new_f_table;
ALTER TABLE public.notes ADD CONSTRAINT _sg_20260101000000_new_f_table FOREIGN KEY (user_id) REFERENCES public.people (id) NOT VALID;
$ddl$, also => '{public.people}');

-- c15 · Existing rows are checked against the new form of foreign key notes.f_table without blocking writers.
CALL pg_temp.under_lock('c15', '{public.notes}', $ddl$
ALTER TABLE public.notes VALIDATE CONSTRAINT _sg_20260101000000_new_f_table;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c16 · The new form of foreign key notes.f_table takes the place of the old one.
CALL pg_temp.under_lock('c16', '{public.notes,public.users}', $ddl$
ALTER TABLE public.notes DROP CONSTRAINT IF EXISTS f_table;
ALTER TABLE public.notes RENAME CONSTRAINT _sg_20260101000000_new_f_table TO f_table;
$ddl$);

-- c17 · The new form of foreign key notes.f_update is added beside the old one, for new rows.
CALL pg_temp.under_lock('c17', '{public.notes}', $ddl$
ALTER TABLE public.notes DROP CONSTRAINT IF EXISTS _sg_20260101000000_new_f_update;
ALTER TABLE public.notes ADD CONSTRAINT _sg_20260101000000_new_f_update FOREIGN KEY (user_id) REFERENCES public.users (id) ON UPDATE CASCADE NOT VALID;
$ddl$, also => '{public.users}');

-- c18 · Existing rows are checked against the new form of foreign key notes.f_update without blocking writers.
CALL pg_temp.under_lock('c18', '{public.notes}', $ddl$
ALTER TABLE public.notes VALIDATE CONSTRAINT _sg_20260101000000_new_f_update;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- c19 · The new form of foreign key notes.f_update takes the place of the old one.
CALL pg_temp.under_lock('c19', '{public.notes,public.users}', $ddl$
ALTER TABLE public.notes DROP CONSTRAINT IF EXISTS f_update;
ALTER TABLE public.notes RENAME CONSTRAINT _sg_20260101000000_new_f_update TO f_update;
$ddl$);

CALL pg_temp.end_file(last => true);
