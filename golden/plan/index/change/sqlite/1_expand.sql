-- 20260101000000_golden · 1 of 3: expand
-- After this file the old and the new application both work. Nothing is removed or tightened.
-- This migration has nothing to do in migrate.
--
--   users  ~ index i_columns
--          ~ index i_expression
--          ~ index i_order
--          ~ index i_where
--
-- One write lock on the file: readers go on in WAL mode, other writers wait until COMMIT.
-- Reads in full: users.
-- One transaction: all of it or nothing. After a failure it can be run again as it stands.
.bail on
.timeout 2000
BEGIN IMMEDIATE;

-- schemagen: id=e1 phase=expand lock=database rewrite=no scan=yes tx=own
-- Index i_columns on users is built anew.
DROP INDEX i_columns;
CREATE INDEX i_columns ON users (name, age);

-- schemagen: id=e2 phase=expand lock=database rewrite=no scan=yes tx=own
-- Index i_expression on users is built anew.
DROP INDEX i_expression;
CREATE INDEX i_expression ON users (upper(name));

-- schemagen: id=e3 phase=expand lock=database rewrite=no scan=yes tx=own
-- Index i_order on users is built anew.
DROP INDEX i_order;
CREATE INDEX i_order ON users (name, age DESC);

-- schemagen: id=e4 phase=expand lock=database rewrite=no scan=yes tx=own
-- Index i_where on users is built anew.
DROP INDEX i_where;
CREATE INDEX i_where ON users (name) WHERE age > 2;

COMMIT;
