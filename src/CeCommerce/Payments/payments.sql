-- Money is written down once: a correction is an entry of its own.
CREATE TRIGGER tr_ledger_entries_append_only BEFORE UPDATE OR DELETE ON payments.ledger_entries
FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();

CREATE FUNCTION payments.check_ledger() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM payments.ledger_entries WHERE order_id = NEW.order_id GROUP BY currency HAVING sum(amount) <> 0) THEN
        RAISE EXCEPTION 'the ledger entries of order % do not add up to zero', NEW.order_id;
    END IF;
    RETURN NULL;
END $$;

-- At commit, when all sides of the movement are there.
CREATE CONSTRAINT TRIGGER tr_ledger_entries_zero_sum AFTER INSERT ON payments.ledger_entries
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION payments.check_ledger();
