COMMENT ON TABLE public.idempotency_keys IS
    'Answers to repeat when a client repeats a request; removed after 24 hours. No foreign key: a key is reserved before what it is for'
    ' exists.';

COMMENT ON COLUMN public.idempotency_keys.key IS 'Chosen by the client.';

COMMENT ON COLUMN public.idempotency_keys.state IS 'reserved (the request is running until lease_until) or done.';

COMMENT ON COLUMN public.idempotency_keys.response_body IS
    'PII: the answer to repeat, may name people; never one that shows a secret; kept until expires_at.';
