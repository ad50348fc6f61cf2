-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c2 on, because of steps c2 and c6.
--
--   users  ~ column shout: filled again for rows since written, NOT NULL for new rows, proved for existing rows, NOT NULL
--          ~ column status: filled again for rows since written, NOT NULL for new rows, proved for existing rows, NOT NULL
--
-- Strongest locks: users access-exclusive. A lock that is not had in 2 s ends the file.
-- Reads in full: users.
-- Fails, and changes nothing, when existing rows violate the new rule: steps c3 and c7.
-- A transaction for each step, so that locks are short. It stops at the first failure; what stands before the
-- failed step is done and stays: remove the cause and go on from that step.
-- Commits batch by batch; run again it goes on with the rows that are left: steps c1 and c5.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;

-- schemagen: id=c1 phase=contract lock=row-exclusive:users rewrite=no scan=yes tx=batched
-- Rows that the old application wrote since then get their value of column users.shout too.
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

-- schemagen: id=c2 phase=contract lock=access-exclusive:users rewrite=no scan=no tx=own
-- New rows must have a value of column users.shout from here on.
BEGIN;
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS _sg_users_shout_nn;
ALTER TABLE public.users ADD CONSTRAINT _sg_users_shout_nn CHECK (shout IS NOT NULL) NOT VALID;
COMMIT;

-- schemagen: id=c3 phase=contract lock=share-update-exclusive:users rewrite=no scan=yes tx=own
-- Looks at the existing rows of column users.shout without blocking writers.
BEGIN;
ALTER TABLE public.users VALIDATE CONSTRAINT _sg_users_shout_nn;
COMMIT;

-- schemagen: id=c4 phase=contract lock=access-exclusive:users rewrite=no scan=no tx=own
-- NOT NULL of column users.shout, for free: the check above has proved it.
BEGIN;
ALTER TABLE public.users ALTER COLUMN shout SET NOT NULL;
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS _sg_users_shout_nn;
COMMIT;

-- schemagen: id=c5 phase=contract lock=row-exclusive:users rewrite=no scan=yes tx=batched
-- Rows that the old application wrote since then get their value of column users.status too.
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

-- schemagen: id=c6 phase=contract lock=access-exclusive:users rewrite=no scan=no tx=own
-- New rows must have a value of column users.status from here on.
BEGIN;
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS _sg_users_status_nn;
ALTER TABLE public.users ADD CONSTRAINT _sg_users_status_nn CHECK (status IS NOT NULL) NOT VALID;
COMMIT;

-- schemagen: id=c7 phase=contract lock=share-update-exclusive:users rewrite=no scan=yes tx=own
-- Looks at the existing rows of column users.status without blocking writers.
BEGIN;
ALTER TABLE public.users VALIDATE CONSTRAINT _sg_users_status_nn;
COMMIT;

-- schemagen: id=c8 phase=contract lock=access-exclusive:users rewrite=no scan=no tx=own
-- NOT NULL of column users.status, for free: the check above has proved it.
BEGIN;
ALTER TABLE public.users ALTER COLUMN status SET NOT NULL;
ALTER TABLE public.users DROP CONSTRAINT IF EXISTS _sg_users_status_nn;
COMMIT;
