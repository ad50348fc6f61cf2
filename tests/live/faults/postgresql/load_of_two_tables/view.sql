\set i random(1,20000)
BEGIN;
SELECT balance, note FROM rich WHERE id = :i;
\sleep 3 ms
SELECT name FROM owners WHERE id = :i;
SELECT balance, note FROM rich WHERE id = :i;
COMMIT;
