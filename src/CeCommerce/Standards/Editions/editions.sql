CREATE SCHEMA IF NOT EXISTS standards;

CREATE TABLE standards.packs (
    code text NOT NULL,
    version text NOT NULL,
    content text NOT NULL,
    digest bytea NOT NULL,
    added_at timestamp with time zone NOT NULL,
    added_by text NOT NULL,
    CONSTRAINT pk_packs PRIMARY KEY (code, version)
);

CREATE TRIGGER tr_packs_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON standards.packs
FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();

-- One edition a number: of two activations at the same moment the primary key lets one through.
CREATE TABLE standards.editions (
    number integer NOT NULL,
    id uuid NOT NULL,
    version text NOT NULL,
    packs jsonb NOT NULL,
    activated_at timestamp with time zone NOT NULL,
    activated_by text NOT NULL,
    grace_days integer NOT NULL,
    CONSTRAINT pk_editions PRIMARY KEY (number),
    CONSTRAINT ck_editions_number CHECK (number > 0),
    CONSTRAINT ck_editions_grace_days CHECK (grace_days >= 0)
);

CREATE UNIQUE INDEX ux_editions_version ON standards.editions (version);

CREATE TRIGGER tr_editions_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON standards.editions
FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
