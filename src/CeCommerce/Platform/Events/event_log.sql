-- The writing transaction orders the log for its readers; a sequence alone is handed out before commit.
ALTER TABLE platform.events ADD COLUMN xid xid8 NOT NULL DEFAULT pg_current_xact_id();

CREATE INDEX ix_events_position ON platform.events (xid, sequence);
CREATE INDEX ix_events_operator ON platform.events (operator_id, xid DESC, sequence DESC);
CREATE INDEX ix_events_subject ON platform.events (subject_id, sequence);

CREATE FUNCTION platform.notify_events() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('cecommerce_events', '');
    RETURN NULL;
END $$;

CREATE TRIGGER tr_events_notify AFTER INSERT ON platform.events
FOR EACH STATEMENT EXECUTE FUNCTION platform.notify_events();

-- Append-only: nobody rewrites what readers have acted on.
CREATE FUNCTION platform.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END $$;

CREATE TRIGGER tr_events_append_only BEFORE UPDATE OR DELETE ON platform.events
FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER tr_history_append_only BEFORE UPDATE OR DELETE ON platform.history
FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
