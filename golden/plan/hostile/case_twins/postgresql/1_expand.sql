-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate and contract.
--
--   Mood   + enum
--   mood   + enum
--   Users  + table with 2 columns, primary key
--   users  + table with 1 column, primary key
--
-- Locks nothing that was there before.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{"public.\"Users\"",public.users}',
    marker => 'public._sg_20260101000000()',
    lacks => '{table public.Users,table public.users,type public.Mood,type public.mood}');

-- e1 · New enum Mood.
CALL pg_temp.run('e1', $ddl$
CREATE TYPE public."Mood" AS ENUM ('A', 'a');
$ddl$);

-- e2 · New enum mood.
CALL pg_temp.run('e2', $ddl$
CREATE TYPE public.mood AS ENUM ('b');
$ddl$);

-- e3 · New table Users.
CALL pg_temp.run('e3', $ddl$
CREATE TABLE public."Users" (
    "Id" integer NOT NULL,
    id text,
    CONSTRAINT "Users_pkey" PRIMARY KEY ("Id")
);
$ddl$);

-- e4 · New table users.
CALL pg_temp.run('e4', $ddl$
CREATE TABLE public.users (
    id integer NOT NULL,
    CONSTRAINT users_pkey PRIMARY KEY (id)
);
$ddl$);

CALL pg_temp.end_file(last => true);
