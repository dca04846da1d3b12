-- Servers from before may go on writing: what they leave out is filled in or known by its kind.
DO $$
BEGIN
    -- Rather wait in turns than make every writer wait behind us.
    FOR attempt IN 1..60 LOOP
        BEGIN
            SET LOCAL lock_timeout = '2s';
            LOCK TABLE platform.events IN ACCESS EXCLUSIVE MODE;
            EXIT;
        EXCEPTION WHEN lock_not_available THEN
            IF attempt = 60 THEN
                RAISE;
            END IF;
            PERFORM pg_sleep(1);
        END;
    END LOOP;

    -- Constant defaults rewrite no row.
    ALTER TABLE platform.events
        ADD COLUMN subject_kind text,
        ADD COLUMN audience text NOT NULL DEFAULT 'Operator',
        ADD COLUMN client_id text,
        ADD COLUMN version integer NOT NULL DEFAULT 1,
        ADD COLUMN changed text[] NOT NULL DEFAULT '{}';

    -- The sequencer notifies once a batch; a notification of every writing statement made commits wait for each other.
    DROP TRIGGER tr_events_notify ON platform.events;
    DROP FUNCTION platform.notify_events();
END $$;

CREATE FUNCTION platform.subject_kind_of(kind text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE split_part(kind, '.', 1)
        WHEN 'listing' THEN 'lst' WHEN 'order' THEN 'ord' WHEN 'operator' THEN 'opr' WHEN 'import' THEN 'imj' WHEN 'search' THEN 'idx'
        ELSE split_part(kind, '.', 1) END
$$;

-- A settled line's number: dense, in order, never given behind a reader. `at` is the line's, to find it in its month.
CREATE TABLE platform.event_positions (
    feed_position bigint NOT NULL CONSTRAINT pk_event_positions PRIMARY KEY,
    sequence bigint NOT NULL CONSTRAINT ux_event_positions_sequence UNIQUE,
    at timestamptz NOT NULL
);

-- One row: every line up to this transaction and sequence has its number, as counted by the cluster named in origin.
CREATE TABLE platform.event_sequencer (
    id boolean NOT NULL DEFAULT true CONSTRAINT pk_event_sequencer PRIMARY KEY CONSTRAINT ck_event_sequencer_one CHECK (id),
    xid xid8 NOT NULL DEFAULT '0',
    sequence bigint NOT NULL DEFAULT 0,
    origin text
);
INSERT INTO platform.event_sequencer DEFAULT VALUES;

ALTER TABLE platform.event_cursors ADD COLUMN feed_position bigint;

-- Where a reader goes on that stands at transaction and sequence: before the first line behind that place, so none is left out.
CREATE FUNCTION platform.feed_position_of(place text) RETURNS bigint LANGUAGE sql STABLE AS $$
    SELECT coalesce(
        (SELECT min(p.feed_position) - 1 FROM platform.events e JOIN platform.event_positions p USING (sequence)
            WHERE (e.xid, e.sequence) > (split_part(place, '.', 1)::xid8, split_part(place, '.', 2)::bigint)),
        (SELECT max(feed_position) FROM platform.event_positions),
        0)
$$;

-- A cursor that came with a dump from another cluster says nothing here: its reader starts over.
UPDATE platform.event_cursors SET feed_position = 0
WHERE split_part(position, '.', 1)::xid8 >= pg_snapshot_xmax(pg_current_snapshot());
