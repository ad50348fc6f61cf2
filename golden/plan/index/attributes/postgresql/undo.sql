-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
\set ON_ERROR_STOP on
SET lock_timeout = '2s';
SET statement_timeout = 0;

-- takes back e10: Storage of index users.i_with.
BEGIN;
ALTER INDEX public.i_with RESET (fillfactor);
COMMIT;

-- takes back e9: Index users.i_opclass, built without blocking writers. What an interrupted build left behind is removed first.
-- Waits for transactions that are open, and blocks nobody meanwhile.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public.i_opclass;
SET lock_timeout = '2s';

-- takes back e8: The old index users.i_opclass serves on under another name while the new one is built.
BEGIN;
ALTER INDEX IF EXISTS public._sg_old_i_opclass RENAME TO i_opclass;
COMMIT;

-- takes back e7: Index users.i_method, built without blocking writers. What an interrupted build left behind is removed first.
-- Waits for transactions that are open, and blocks nobody meanwhile.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public.i_method;
SET lock_timeout = '2s';

-- takes back e6: The old index users.i_method serves on under another name while the new one is built.
BEGIN;
ALTER INDEX IF EXISTS public._sg_old_i_method RENAME TO i_method;
COMMIT;

-- takes back e5: Index users.i_include, built without blocking writers. What an interrupted build left behind is removed first.
-- Waits for transactions that are open, and blocks nobody meanwhile.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public.i_include;
SET lock_timeout = '2s';

-- takes back e4: The old index users.i_include serves on under another name while the new one is built.
BEGIN;
ALTER INDEX IF EXISTS public._sg_old_i_include RENAME TO i_include;
COMMIT;

-- takes back e3: Index users.i_first, built without blocking writers. What an interrupted build left behind is removed first.
-- Waits for transactions that are open, and blocks nobody meanwhile.
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public.i_first;
SET lock_timeout = '2s';

-- takes back e2: The old index users.i_first serves on under another name while the new one is built.
BEGIN;
ALTER INDEX IF EXISTS public._sg_old_i_first RENAME TO i_first;
COMMIT;

-- takes back e1: The comment of index users.i_comment.
BEGIN;
COMMENT ON INDEX public.i_comment IS NULL;
COMMIT;
