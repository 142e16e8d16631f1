-- expect: pii.plaintext-secret
-- prior: empty-shop
-- options: --empty
-- why: a private key in clear.
CREATE TABLE shop.logins (login_id bigint PRIMARY KEY, private_key text, refresh_token varchar(200));
COMMENT ON TABLE shop.logins IS 'Global: logins.';
