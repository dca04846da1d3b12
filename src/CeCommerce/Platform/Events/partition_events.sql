-- The table so far becomes the first partition as it is: no row is written anew, and writers wait only for changes of the catalogue.
DO $$
DECLARE
    until timestamptz;
    numbered bigint;
BEGIN
    IF (SELECT relkind FROM pg_class WHERE oid = 'platform.events'::regclass) = 'p' THEN
        RETURN;
    END IF;

    PERFORM platform.lock_briefly('platform.events');
    until := platform.upper_bound('platform.events', 'ck_events_before');

    ALTER TABLE platform.events DROP CONSTRAINT pk_events;
    ALTER TABLE platform.events ADD CONSTRAINT pk_events_before PRIMARY KEY USING INDEX ux_events_before;
    ALTER INDEX platform.ix_events_position RENAME TO ix_events_before_position;
    ALTER INDEX platform.ix_events_operator_sequence RENAME TO ix_events_before_operator_sequence;
    ALTER INDEX platform.ix_events_subject RENAME TO ix_events_before_subject;

    -- Before PostgreSQL 17 a partition cannot share its parent's identity column: a sequence counts on.
    EXECUTE 'SELECT greatest(last_value, (SELECT max(sequence) FROM platform.events)) FROM ' || pg_get_serial_sequence('platform.events', 'sequence') INTO numbered;
    ALTER TABLE platform.events ALTER COLUMN sequence DROP IDENTITY;
    EXECUTE format('CREATE SEQUENCE platform.event_numbers START WITH %s', numbered + 1);

    ALTER TABLE platform.events RENAME TO events_before;
    CREATE TABLE platform.events (LIKE platform.events_before INCLUDING DEFAULTS, CONSTRAINT pk_events PRIMARY KEY (sequence, at)) PARTITION BY RANGE (at);
    ALTER TABLE platform.events ALTER COLUMN sequence SET DEFAULT nextval('platform.event_numbers');
    ALTER SEQUENCE platform.event_numbers OWNED BY platform.events.sequence;
    CREATE INDEX ix_events_position ON platform.events (xid, sequence);
    CREATE INDEX ix_events_operator_sequence ON platform.events (operator_id, sequence);
    CREATE INDEX ix_events_subject ON platform.events (subject_id, sequence);
    EXECUTE format('ALTER TABLE platform.events ATTACH PARTITION platform.events_before FOR VALUES FROM (MINVALUE) TO (%L)', until);
    ALTER TABLE platform.events_before DROP CONSTRAINT ck_events_before;
    PERFORM platform.keep_append_only('events');
    PERFORM platform.make_months('events', now() + interval '3 months');
END $$
