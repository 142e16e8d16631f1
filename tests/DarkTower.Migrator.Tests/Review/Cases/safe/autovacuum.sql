-- why: settings of upkeep.
ALTER TABLE public.participants SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);
