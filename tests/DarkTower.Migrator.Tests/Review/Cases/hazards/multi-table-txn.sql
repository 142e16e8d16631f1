-- expect: lock.multi-table-txn
-- why: two tables that every request uses are locked in an order of its own: stalls and deadlocks.
ALTER TABLE public.participants ADD COLUMN device text;
COMMENT ON COLUMN public.participants.device IS 'Kind of device.';
ALTER TABLE public.meetings ADD COLUMN device_limit integer;
COMMENT ON COLUMN public.meetings.device_limit IS 'How many devices a person may bring.';
