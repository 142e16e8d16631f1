DROP TABLE public.audit_logs_2031_01;
