-- The period of a claim says when the unit is in use; until when the claim itself stands is a column of its own, so that the
-- period of next week can be held for a quarter of an hour. Buffers lie within the period.
ALTER TABLE items.claims
    ADD COLUMN expires_at timestamptz,
    ADD COLUMN buffer_before interval NOT NULL DEFAULT '0' CONSTRAINT ck_claims_buffer_before CHECK (buffer_before >= '0'),
    ADD COLUMN buffer_after interval NOT NULL DEFAULT '0' CONSTRAINT ck_claims_buffer_after CHECK (buffer_after >= '0');

-- The version before this one knows "during" alone: its hold is over when its period is, and it may extend, order or take back
-- what this version holds. It runs beside this one during a deployment; the next release drops the trigger.
CREATE FUNCTION items.claim_expiry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.kind = 'Order' THEN
        NEW.expires_at := NULL;
    ELSIF NEW.kind = 'Hold' AND NOT upper_inf(NEW.during)
        AND NEW.during IS DISTINCT FROM OLD.during AND NEW.expires_at IS NOT DISTINCT FROM OLD.expires_at THEN
        NEW.expires_at := upper(NEW.during);
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER tr_claims_expiry BEFORE INSERT OR UPDATE OF kind, during ON items.claims FOR EACH ROW EXECUTE FUNCTION items.claim_expiry();

UPDATE items.claims SET expires_at = upper(during) WHERE live AND kind = 'Hold' AND NOT upper_inf(during);

ALTER TABLE items.claims ADD CONSTRAINT ck_claims_sold_for_ever CHECK (kind <> 'Order' OR expires_at IS NULL);

CREATE INDEX ix_claims_expiring ON items.claims (expires_at) WHERE live AND expires_at IS NOT NULL;
