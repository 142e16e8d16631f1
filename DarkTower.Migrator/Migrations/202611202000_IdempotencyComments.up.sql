COMMENT ON TABLE public.idempotency_keys IS
    'Answers to repeat when a client repeats a request; removed after 24 hours. No foreign key: what creates an organization has keys of'
    ' no organization, under the nil uuid.';

COMMENT ON COLUMN public.idempotency_keys.key IS 'SHA-256, in hexadecimal, of the tenant and the key that the client chose.';

COMMENT ON COLUMN public.idempotency_keys.state IS
    'done, since effect and answer commit together; reserved is for what runs outside a transaction.';

COMMENT ON COLUMN public.idempotency_keys.response_body IS
    'PII: the answer to repeat, sealed (AES-256-GCM) with a secret made of the client''s key and the platform key; kept until expires_at.';
