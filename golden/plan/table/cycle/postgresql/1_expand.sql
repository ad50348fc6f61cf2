-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate and contract.
--
--   chickens  + table with 2 columns, primary key, 1 foreign key
--   eggs      + table with 3 columns, primary key, 2 foreign keys
--
-- Locks nothing that was there before.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.chickens,public.eggs}',
    marker => 'public._sg_20260101000000()',
    lacks => '{table public.chickens,table public.eggs}');

-- e1 · New table chickens.
CALL pg_temp.run('e1', $ddl$
CREATE TABLE public.chickens (
    id integer NOT NULL,
    egg_id integer,
    CONSTRAINT chickens_pkey PRIMARY KEY (id)
);
$ddl$);

-- e2 · New table eggs.
CALL pg_temp.run('e2', $ddl$
CREATE TABLE public.eggs (
    id integer NOT NULL,
    chicken_id integer,
    parent_id integer,
    CONSTRAINT eggs_pkey PRIMARY KEY (id)
);
$ddl$);

-- e3 · New foreign key chickens.chickens_egg_id_fkey.
CALL pg_temp.run('e3', $ddl$
ALTER TABLE public.chickens ADD CONSTRAINT chickens_egg_id_fkey FOREIGN KEY (egg_id) REFERENCES public.eggs (id) DEFERRABLE INITIALLY DEFERRED;
$ddl$);

-- e4 · New foreign key eggs.eggs_chicken_id_fkey.
CALL pg_temp.run('e4', $ddl$
ALTER TABLE public.eggs ADD CONSTRAINT eggs_chicken_id_fkey FOREIGN KEY (chicken_id) REFERENCES public.chickens (id);
$ddl$);

-- e5 · New foreign key eggs.eggs_parent_id_fkey.
CALL pg_temp.run('e5', $ddl$
ALTER TABLE public.eggs ADD CONSTRAINT eggs_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES public.eggs (id) ON DELETE SET NULL;
$ddl$);

CALL pg_temp.end_file(last => true);
