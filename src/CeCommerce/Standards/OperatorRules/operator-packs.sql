-- What an operator asks of its own listings beyond the edition, as the files were; verdicts name them by their digests.
CREATE TABLE standards.operator_packs (
    operator_id uuid NOT NULL,
    version text NOT NULL,
    content text NOT NULL,
    digest bytea NOT NULL,
    added_at timestamp with time zone NOT NULL,
    added_by text NOT NULL,
    CONSTRAINT pk_operator_packs PRIMARY KEY (operator_id, version)
);

CREATE INDEX ix_operator_packs_digest ON standards.operator_packs (digest);

CREATE TRIGGER tr_operator_packs_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON standards.operator_packs
FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
