--
-- PostgreSQL database dump
--

\restrict b3kUQm5cV0q9sYd7ZtL2

-- Dumped from database version 15.14
-- Dumped by pg_dump version 15.14

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: account; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.account (
    id integer NOT NULL,
    login character varying(40) NOT NULL,
    balance numeric(12,2) DEFAULT 0 NOT NULL,
    country character(2),
    opened date DEFAULT CURRENT_DATE
);


--
-- Name: account_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.account_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER SEQUENCE public.account_id_seq OWNED BY public.account.id;


CREATE TABLE public.transfer (
    id bigint NOT NULL,
    source integer NOT NULL,
    target integer NOT NULL,
    amount numeric(12,2) NOT NULL,
    memo text,
    at timestamp with time zone DEFAULT now() NOT NULL
);


ALTER TABLE public.transfer ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.transfer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE VIEW public.big_transfer AS
 SELECT transfer.id,
    transfer.amount,
    transfer.memo
   FROM public.transfer
  WHERE (transfer.amount > (1000)::numeric);


ALTER TABLE ONLY public.account ALTER COLUMN id SET DEFAULT nextval('public.account_id_seq'::regclass);


ALTER TABLE ONLY public.account
    ADD CONSTRAINT account_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.account
    ADD CONSTRAINT account_login_key UNIQUE (login);


ALTER TABLE ONLY public.transfer
    ADD CONSTRAINT transfer_pkey PRIMARY KEY (id);


CREATE INDEX transfer_source_idx ON public.transfer USING btree (source);


CREATE INDEX transfer_target_idx ON public.transfer USING btree (target);


ALTER TABLE ONLY public.transfer
    ADD CONSTRAINT transfer_source_fkey FOREIGN KEY (source) REFERENCES public.account(id);


COPY public.account (id, login, balance, country, opened) FROM stdin;
100001	ada	12.50	GB	2025-01-01
100002	brian; or so	0.00	\N	2025-01-02
\.


INSERT INTO public.account (login, country) SELECT 'l' || g, 'DE' FROM generate_series(1, 100) AS g;
INSERT INTO public.transfer (source, target, amount) SELECT g % 100 + 1, (g + 7) % 100 + 1, g FROM generate_series(1, 2000) AS g;


--
-- PostgreSQL database dump complete
--

\unrestrict b3kUQm5cV0q9sYd7ZtL2
