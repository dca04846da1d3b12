-- The version before this one completes orders and leaves their claims. It runs beside this one during a deployment; the next
-- release drops the trigger. This version completes the sale itself, and the trigger finds nothing to do.
CREATE FUNCTION orders.complete_sale() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM items.complete_sale(NEW.claim_id, NEW.item_id, NEW.id, NEW.updated_at);
    RETURN NULL;
END $$;

CREATE TRIGGER tr_orders_completed AFTER UPDATE OF state ON orders.orders FOR EACH ROW
    WHEN (NEW.state = 'Completed' AND OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION orders.complete_sale();

-- What that version completed before.
DO $$
BEGIN
    PERFORM items.complete_sale(claim_id, item_id, id, updated_at) FROM orders.orders WHERE state = 'Completed';
END $$;
