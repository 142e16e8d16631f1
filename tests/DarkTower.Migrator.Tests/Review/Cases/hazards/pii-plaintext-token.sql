-- expect: pii.plaintext-secret
-- prior: empty-shop
-- options: --empty
-- why: an access token in clear is the account itself.
CREATE TABLE shop.logins (login_id bigint PRIMARY KEY, access_token text NOT NULL);
COMMENT ON TABLE shop.logins IS 'Global: logins.';
