-- A maker's serial counts within the brand; without one it cannot be told apart from another maker's and counts for its operator alone.
UPDATE items.serials SET namespace = 'unbranded:' || replace(operator_id::text, '-', '') WHERE namespace = 'maker:';

-- The version before this one keeps all of them in one namespace. It runs beside this one during a deployment; the next release
-- drops the trigger. Where the operator has the number already, it stays as that version wrote it.
CREATE FUNCTION items.unbrand_serials() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE items.serials AS serial SET namespace = 'unbranded:' || replace(serial.operator_id::text, '-', '')
    FROM registered
    WHERE registered.namespace = 'maker:' AND serial.namespace = registered.namespace AND serial.value = registered.value
        AND NOT EXISTS (
            SELECT FROM items.serials AS own
            WHERE own.namespace = 'unbranded:' || replace(serial.operator_id::text, '-', '') AND own.value = serial.value);
    RETURN NULL;
END $$;

CREATE TRIGGER tr_serials_unbranded AFTER INSERT ON items.serials REFERENCING NEW TABLE AS registered
    FOR EACH STATEMENT EXECUTE FUNCTION items.unbrand_serials();
