-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate and contract.
--
--   users  + column double_amount
--
-- One write lock on the file: readers go on in WAL mode, other writers wait until COMMIT.
-- One transaction: all of it or nothing. After a failure it can be run again as it stands.
.bail on
.timeout 2000
BEGIN IMMEDIATE;

-- e1 · In table users: column double_amount is added.
ALTER TABLE users ADD COLUMN double_amount INTEGER GENERATED ALWAYS AS (amount * 2) VIRTUAL;

COMMIT;
