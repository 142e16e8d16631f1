SET search_path = public;
ALTER TABLE ONLY transfer ADD CONSTRAINT fk_target FOREIGN KEY (target) REFERENCES account (id) NOT VALID;
