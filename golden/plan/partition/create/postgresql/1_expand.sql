-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate and contract.
--
--   events   + table with 3 columns, 3 partitions, primary key, 1 foreign key, 1 index
--   parts    + table with 1 column, 2 partitions, primary key
--   regions  + table with 1 column, 3 partitions
--
-- Strongest locks: users share-row-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.events,public.events_2026,public.events_2027,public.events_rest,public.parts,public.parts_0,public.parts_1,public.regions,public.regions_eu,public.regions_none,public.regions_rest}',
    marker => 'public._sg_20260101000000()',
    lacks => '{table public.events,table public.parts,table public.regions}');

-- e1 · New table events.
CALL pg_temp.run('e1', $ddl$
CREATE TABLE public.events (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    user_id integer NOT NULL,
    CONSTRAINT events_pkey PRIMARY KEY (id, at)
) PARTITION BY RANGE (at);
COMMENT ON TABLE public.events IS 'What happened';
CREATE TABLE public.events_2026 PARTITION OF public.events FOR VALUES FROM ('2026-01-01 00:00:00+00') TO ('2027-01-01 00:00:00+00');
COMMENT ON TABLE public.events_2026 IS 'This year';
CREATE TABLE public.events_2027 PARTITION OF public.events FOR VALUES FROM ('2027-01-01 00:00:00+00') TO ('2028-01-01 12:00:00+00');
CREATE TABLE public.events_rest PARTITION OF public.events DEFAULT;
$ddl$);

-- e2 · New table parts.
CALL pg_temp.run('e2', $ddl$
CREATE TABLE public.parts (
    id integer NOT NULL,
    CONSTRAINT parts_pkey PRIMARY KEY (id)
) PARTITION BY HASH (id);
CREATE TABLE public.parts_0 PARTITION OF public.parts FOR VALUES WITH (modulus 2, remainder 0);
CREATE TABLE public.parts_1 PARTITION OF public.parts FOR VALUES WITH (modulus 2, remainder 1);
$ddl$);

-- e3 · New table regions.
CALL pg_temp.run('e3', $ddl$
CREATE TABLE public.regions (
    code text NOT NULL
) PARTITION BY LIST (lower(code));
CREATE TABLE public.regions_eu PARTITION OF public.regions FOR VALUES IN ('de', 'fr');
CREATE TABLE public.regions_none PARTITION OF public.regions FOR VALUES IN (NULL);
CREATE TABLE public.regions_rest PARTITION OF public.regions DEFAULT;
$ddl$);

-- e4 · New foreign key events.events_user_id_fkey.
CALL pg_temp.under_lock('e4', '{public.users}', $ddl$
ALTER TABLE public.events ADD CONSTRAINT events_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users (id);
$ddl$, mode => 'SHARE ROW EXCLUSIVE');

-- e5 · New index events.events_user.
CALL pg_temp.run('e5', $ddl$
CREATE INDEX events_user ON public.events USING btree (user_id);
$ddl$);

CALL pg_temp.end_file(last => true);
