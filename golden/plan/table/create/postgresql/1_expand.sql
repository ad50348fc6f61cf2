-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate and contract.
--
--   orders  + table with 3 columns, primary key, 1 foreign key
--   users   + table with 6 columns, primary key, 1 unique constraint, 2 checks, 2 indexes
--
-- Locks nothing that was there before.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.orders,public.users}',
    marker => 'public._sg_20260101000000()',
    lacks => '{table public.orders,table public.users}');

-- e1 · New table orders.
CALL pg_temp.run('e1', $ddl$
CREATE TABLE public.orders (
    user_id integer NOT NULL,
    number integer NOT NULL,
    total numeric(12,2) DEFAULT 0 NOT NULL,
    CONSTRAINT orders_pkey PRIMARY KEY (user_id, number)
);
$ddl$);

-- e2 · New table users.
CALL pg_temp.run('e2', $ddl$
CREATE TABLE public.users (
    id integer NOT NULL,
    name text NOT NULL,
    nickname text,
    age integer,
    email text NOT NULL,
    created text DEFAULT 'today' NOT NULL,
    CONSTRAINT users_pkey PRIMARY KEY (id),
    CONSTRAINT users_email_key UNIQUE (email),
    CONSTRAINT users_age_check CHECK (age >= 0),
    CONSTRAINT users_name_given CHECK (length(name) > 0)
);
$ddl$);

-- e3 · New foreign key orders.orders_user_id_fkey.
CALL pg_temp.run('e3', $ddl$
ALTER TABLE public.orders ADD CONSTRAINT orders_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users (id) ON DELETE CASCADE;
$ddl$);

-- e4 · New index users.users_active.
CALL pg_temp.run('e4', $ddl$
CREATE INDEX users_active ON public.users USING btree (email) WHERE (age is not null);
$ddl$);

-- e5 · New index users.users_name_age.
CALL pg_temp.run('e5', $ddl$
CREATE INDEX users_name_age ON public.users USING btree (name, age DESC);
$ddl$);

CALL pg_temp.end_file(last => true);
