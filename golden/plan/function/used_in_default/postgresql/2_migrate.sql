-- 20260101000000_golden · 2 of 3: migrate
-- Moves and checks data. What works before this file works during and after it.
--
--   users  ~ column code: filled
--
-- Strongest locks: users row-exclusive. A lock that is not had in 2 s ends the file.
-- Reads in full: users.
-- Commits batch by batch; run again it goes on with the rows that are left: step m1.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;

-- schemagen: id=m1 phase=migrate lock=row-exclusive:users rewrite=no scan=yes tx=batched
-- Existing rows get their value of column users.code, batch by batch.
DO $$
DECLARE
    _sg_from integer;
    _sg_to   integer;
    _sg_last integer;
BEGIN
    SELECT id INTO _sg_from FROM public.users ORDER BY id LIMIT 1;
    SELECT id INTO _sg_last FROM public.users ORDER BY id DESC LIMIT 1;
    WHILE _sg_from <= _sg_last LOOP
        SELECT id INTO _sg_to FROM (SELECT id FROM public.users WHERE id >= _sg_from ORDER BY id LIMIT 5000) batch
         ORDER BY id DESC LIMIT 1;
        UPDATE public.users SET code = (make_code())
         WHERE id BETWEEN _sg_from AND _sg_to AND code IS NULL;
        COMMIT;
        SELECT id INTO _sg_from FROM public.users WHERE id > _sg_to ORDER BY id LIMIT 1;
    END LOOP;
END
$$;
