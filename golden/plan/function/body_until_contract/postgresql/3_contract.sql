-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Deploy the new application before this file.
-- This migration has nothing to do in expand and migrate.
--
--   stamp()  ~ function: new body
--   parts    - column modified
--
-- Lost for good, unless there is a backup: the values of column parts.modified.
-- Strongest locks: parts access-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.parts}',
    marker => 'public._sg_20260101000000()',
    has => '{column public.parts.modified,function public.stamp}');

-- c1 · What schemagen does not know and cannot carry over would be lost or stop this file: it is looked for first.
CALL pg_temp.look('c1', $ddl$
CALL pg_temp.require_known(ARRAY[['column', 'public.parts', 'modified', 'gone']],
    known => '{public.parts parts_pkey,public.parts parts_stamp}');
$ddl$);

-- c2 · A new body for function stamp(): the old one serves the old application until here, and names column parts.modified, which goes.
CALL pg_temp.run('c2', $ddl$
CREATE OR REPLACE FUNCTION public.stamp() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN new.v := lower(new.v); RETURN new; END $$;
$ddl$);

-- c3 · Only the old application uses column parts.modified.
CALL pg_temp.under_lock('c3', '{public.parts}', $ddl$
ALTER TABLE public.parts DROP COLUMN IF EXISTS modified;
$ddl$);

CALL pg_temp.end_file(last => true);
