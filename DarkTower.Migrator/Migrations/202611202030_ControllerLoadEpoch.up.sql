-- In the row that a heartbeat locks: what it reads of another table is from before its wait, so a late heartbeat would pass the
-- registration it waited for. Equal to meeting_controllers.epoch, as both are written by the registration; no row has been written yet.
ALTER TABLE public.meeting_controller_load
    ADD COLUMN epoch bigint NOT NULL DEFAULT 1,
    ADD CONSTRAINT meeting_controller_load_epoch_check CHECK (epoch >= 1) NOT VALID;

COMMENT ON COLUMN public.meeting_controller_load.epoch IS
    'Epoch of the registration whose heartbeats count, as in meeting_controllers.';

GRANT UPDATE (epoch) ON public.meeting_controller_load TO darktower_app;
