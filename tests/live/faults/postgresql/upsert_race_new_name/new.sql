\set i random(1,5)
INSERT INTO kv(number) VALUES (:i) ON CONFLICT (number) DO UPDATE SET n = kv.n + 1;
DELETE FROM kv WHERE number = :i;
