-- There is no way to call a constraint unproved again but to make it anew.
ALTER TABLE public.users DROP CONSTRAINT users_password_hash_check;

ALTER TABLE public.users ADD CONSTRAINT users_password_hash_check
    CHECK (password_hash ~ '^[$](2[aby]|argon2id)[$]' AND char_length(password_hash) BETWEEN 60 AND 255) NOT VALID;
