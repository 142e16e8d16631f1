ALTER TABLE public.notes ADD COLUMN length int, ADD COLUMN touched int NOT NULL DEFAULT 0;
