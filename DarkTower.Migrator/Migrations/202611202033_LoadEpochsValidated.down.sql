-- There is no way to call a constraint unproved again but to make it anew. One table after the other is locked for a moment.
ALTER TABLE public.meeting_controller_load DROP CONSTRAINT meeting_controller_load_epoch_check;

ALTER TABLE public.meeting_controller_load
    ADD CONSTRAINT meeting_controller_load_epoch_check CHECK (epoch >= 1) NOT VALID;

ALTER TABLE public.media_handler_load DROP CONSTRAINT media_handler_load_epoch_check;

ALTER TABLE public.media_handler_load
    ADD CONSTRAINT media_handler_load_epoch_check CHECK (epoch >= 1) NOT VALID;
