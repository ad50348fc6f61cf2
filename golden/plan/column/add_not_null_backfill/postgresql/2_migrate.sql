-- 20260101000000_golden · 2 of 3: migrate
-- Moves and checks data. What works before this file works during and after it.
--
--   users  ~ column shout: filled
--          ~ column status: filled
--
-- Strongest locks: users row-exclusive. A lock that is not had in 2 s ends the file.
-- Reads in full: users.
-- It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
-- Commits batch by batch; run again it goes on with the rows that are left: steps m1 and m2.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;

-- schemagen: id=m1 phase=migrate lock=row-exclusive:users rewrite=no scan=yes tx=batched
-- Existing rows get their value of column users.shout, batch by batch.
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
        UPDATE public.users SET shout = (upper(name))
         WHERE id BETWEEN _sg_from AND _sg_to AND shout IS NULL;
        COMMIT;
        SELECT id INTO _sg_from FROM public.users WHERE id > _sg_to ORDER BY id LIMIT 1;
    END LOOP;
END
$$;

-- schemagen: id=m2 phase=migrate lock=row-exclusive:users rewrite=no scan=yes tx=batched
-- Existing rows get their value of column users.status, batch by batch.
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
        UPDATE public.users SET status = ('active')
         WHERE id BETWEEN _sg_from AND _sg_to AND status IS NULL;
        COMMIT;
        SELECT id INTO _sg_from FROM public.users WHERE id > _sg_to ORDER BY id LIMIT 1;
    END LOOP;
END
$$;
