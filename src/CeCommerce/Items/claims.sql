CREATE EXTENSION IF NOT EXISTS btree_gist;

CREATE TABLE items.claims (
    id uuid NOT NULL CONSTRAINT pk_claims PRIMARY KEY,
    item_id uuid NOT NULL CONSTRAINT fk_claims_items REFERENCES items.items (id) ON DELETE RESTRICT,
    kind text NOT NULL,
    holder_id uuid NOT NULL,
    during tstzrange NOT NULL CONSTRAINT ck_claims_during CHECK (NOT isempty(during)),
    live boolean NOT NULL,
    ended_at timestamptz,
    CONSTRAINT ex_claims_one_holder_at_a_time EXCLUDE USING gist (item_id WITH =, during WITH &&) WHERE (live)
);

CREATE INDEX ix_claims_holder ON items.claims (holder_id);
