-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate and contract.
--
--   users   + table with 6 columns, primary key, 1 unique constraint, 2 checks, 2 indexes
--   orders  + table with 3 columns, primary key, 1 foreign key
--
-- One write lock on the file: readers go on in WAL mode, other writers wait until COMMIT.
-- One transaction: all of it or nothing. After a failure it can be run again as it stands.
.bail on
.timeout 2000
BEGIN IMMEDIATE;

-- Stops, and changes nothing, unless the database stands where this file begins.
CREATE TEMP TABLE _sg_begin (
    c1 INTEGER CONSTRAINT "1_expand.sql, which makes table users, has not run" CHECK (c1),
    c2 INTEGER CONSTRAINT "1_expand.sql, which makes table orders, has not run" CHECK (c2)
);
INSERT INTO _sg_begin SELECT
    (EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'table' AND lower(name) = 'users')) IS NOT TRUE,
    (EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'table' AND lower(name) = 'orders')) IS NOT TRUE;
DROP TABLE temp._sg_begin;

-- e1 · Table users is made.
CREATE TABLE users (
    id integer PRIMARY KEY,
    name text NOT NULL,
    nickname text,
    age integer CHECK (age >= 0),
    email text NOT NULL UNIQUE,
    created text NOT NULL DEFAULT 'today',
    CONSTRAINT users_name_given CHECK (length(name) > 0)
);

-- e2 · Table orders is made.
CREATE TABLE orders (
    user_id integer NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    number integer NOT NULL,
    total numeric(12,2) NOT NULL DEFAULT 0,
    PRIMARY KEY (user_id, number)
);

-- e3 · Index users_active on users is built.
CREATE INDEX users_active ON users (email) WHERE age is not null;

-- e4 · Index users_name_age on users is built.
CREATE INDEX users_name_age ON users (name, age DESC);

COMMIT;
