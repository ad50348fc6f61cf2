CREATE TYPE mood AS ENUM ('a','b','c');
CREATE TABLE t (id int primary key, m mood not null);
CREATE TYPE rec AS (m mood);
CREATE DOMAIN dm AS mood;
