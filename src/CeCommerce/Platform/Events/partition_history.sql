DO $$
DECLARE
    until timestamptz;
BEGIN
    IF (SELECT relkind FROM pg_class WHERE oid = 'platform.history'::regclass) = 'p' THEN
        RETURN;
    END IF;

    PERFORM platform.lock_briefly('platform.history');
    until := platform.upper_bound('platform.history', 'ck_history_before');

    ALTER TABLE platform.history DROP CONSTRAINT pk_history;
    ALTER TABLE platform.history ADD CONSTRAINT pk_history_before PRIMARY KEY USING INDEX ux_history_before;
    ALTER INDEX platform.ix_history_subject RENAME TO ix_history_before_subject;
    ALTER TABLE platform.history RENAME TO history_before;
    CREATE TABLE platform.history (LIKE platform.history_before INCLUDING DEFAULTS, CONSTRAINT pk_history PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
    CREATE INDEX ix_history_subject ON platform.history (subject_id, id);
    EXECUTE format('ALTER TABLE platform.history ATTACH PARTITION platform.history_before FOR VALUES FROM (MINVALUE) TO (%L)', until);
    ALTER TABLE platform.history_before DROP CONSTRAINT ck_history_before;
    PERFORM platform.keep_append_only('history');
    PERFORM platform.make_months('history', now() + interval '3 months');
END $$
