COMMENT ON COLUMN public.meeting_controller_load.reserved_meetings IS
    'Guarded counter: live assignments (reserved or active) of the controller, raised by assigning, lowered by whatever ends one.';
