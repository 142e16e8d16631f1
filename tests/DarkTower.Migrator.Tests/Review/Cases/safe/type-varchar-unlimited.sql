-- options: --empty
-- prior: shop
-- why: taking the limit away rewrites nothing.
ALTER TABLE ONLY shop."customers" ALTER "email" TYPE character varying;
