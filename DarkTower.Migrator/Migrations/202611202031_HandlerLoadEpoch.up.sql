-- In the row that a heartbeat locks: what it reads of another table is from before its wait, so a late heartbeat would pass the
-- registration it waited for. Equal to media_handlers.epoch, as both are written by the registration; no row has been written yet.
ALTER TABLE public.media_handler_load
    ADD COLUMN epoch bigint NOT NULL DEFAULT 1,
    ADD CONSTRAINT media_handler_load_epoch_check CHECK (epoch >= 1) NOT VALID;

COMMENT ON COLUMN public.media_handler_load.epoch IS
    'Epoch of the registration whose heartbeats count, as in media_handlers.';

GRANT UPDATE (epoch) ON public.media_handler_load TO darktower_app;
