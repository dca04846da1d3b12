CREATE SCHEMA IF NOT EXISTS standards;

CREATE TABLE standards.recalls (
    id uuid NOT NULL,
    source text NOT NULL,
    number text NOT NULL,
    goods jsonb NOT NULL,
    announced_on date NOT NULL,
    ended_on date,
    added_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_recalls PRIMARY KEY (id),
    CONSTRAINT ck_recalls_days CHECK (announced_on <= ended_on)
);

CREATE UNIQUE INDEX ux_recalls_number ON standards.recalls (source, number);
CREATE INDEX ix_recalls_announced ON standards.recalls (announced_on, id);

-- The brands and models that recalls are found by, in the form in which they are compared.
CREATE TABLE standards.recalled_models (
    recall_id uuid NOT NULL,
    brand_key text NOT NULL,
    model_key text NOT NULL,
    is_prefix boolean NOT NULL,
    CONSTRAINT pk_recalled_models PRIMARY KEY (recall_id, brand_key, model_key, is_prefix),
    CONSTRAINT fk_recalled_models_recalls_recall_id FOREIGN KEY (recall_id) REFERENCES standards.recalls (id) ON DELETE CASCADE
);

CREATE INDEX ix_recalled_models_name ON standards.recalled_models (brand_key, model_key);
CREATE INDEX ix_recalled_models_prefixes ON standards.recalled_models (brand_key) WHERE is_prefix;
