\set i0 :client_id * 2000 + random(1, 2000)
\set i1 :client_id * 2000 + random(1, 2000)
\set i2 :client_id * 2000 + random(1, 2000)
\set i3 :client_id * 2000 + random(1, 2000)
\set i4 :client_id * 2000 + random(1, 2000)
\set i5 :client_id * 2000 + random(1, 2000)
\set i6 :client_id * 2000 + random(1, 2000)
\set i7 :client_id * 2000 + random(1, 2000)
\set i8 :client_id * 2000 + random(1, 2000)
\set i9 :client_id * 2000 + random(1, 2000)
\set i10 :client_id * 2000 + random(1, 2000)
\set i11 :client_id * 2000 + random(1, 2000)
\set i12 :client_id * 2000 + random(1, 2000)
\set i13 :client_id * 2000 + random(1, 2000)
\set i14 :client_id * 2000 + random(1, 2000)
\set i15 :client_id * 2000 + random(1, 2000)
\set i16 :client_id * 2000 + random(1, 2000)
\set i17 :client_id * 2000 + random(1, 2000)
\set i18 :client_id * 2000 + random(1, 2000)
\set i19 :client_id * 2000 + random(1, 2000)
BEGIN;
UPDATE owners SET n = n + 1 WHERE id = :i0;
UPDATE accounts SET balance = balance % 1000 + 1, remark = 'touched' WHERE id = :i1;
UPDATE accounts SET balance = balance % 1000 + 1, remark = 'touched' WHERE id = :i2;
UPDATE owners SET n = n + 1 WHERE id = :i3;
UPDATE accounts SET balance = balance % 1000 + 1, remark = 'touched' WHERE id = :i4;
UPDATE accounts SET balance = balance % 1000 + 1, remark = 'touched' WHERE id = :i5;
UPDATE owners SET n = n + 1 WHERE id = :i6;
UPDATE accounts SET balance = balance % 1000 + 1, remark = 'touched' WHERE id = :i7;
UPDATE accounts SET balance = balance % 1000 + 1, remark = 'touched' WHERE id = :i8;
UPDATE owners SET n = n + 1 WHERE id = :i9;
UPDATE accounts SET balance = balance % 1000 + 1, remark = 'touched' WHERE id = :i10;
UPDATE accounts SET balance = balance % 1000 + 1, remark = 'touched' WHERE id = :i11;
UPDATE owners SET n = n + 1 WHERE id = :i12;
UPDATE accounts SET balance = balance % 1000 + 1, remark = 'touched' WHERE id = :i13;
UPDATE accounts SET balance = balance % 1000 + 1, remark = 'touched' WHERE id = :i14;
UPDATE owners SET n = n + 1 WHERE id = :i15;
UPDATE accounts SET balance = balance % 1000 + 1, remark = 'touched' WHERE id = :i16;
UPDATE accounts SET balance = balance % 1000 + 1, remark = 'touched' WHERE id = :i17;
UPDATE owners SET n = n + 1 WHERE id = :i18;
UPDATE accounts SET balance = balance % 1000 + 1, remark = 'touched' WHERE id = :i19;
COMMIT;
