-- Who has an item, period after period: an operator, or a consumer who bought it. No consumer is named: the order knows the buyer.
-- items.operator_id stays as the operator who has it, or had it last.
CREATE TABLE items.custody (
    item_id uuid NOT NULL CONSTRAINT fk_custody_items REFERENCES items.items (id) ON DELETE RESTRICT,
    turn integer NOT NULL,
    holder text NOT NULL,
    operator_id uuid,
    cause text NOT NULL,
    cause_id uuid,
    during tstzrange NOT NULL CONSTRAINT ck_custody_during CHECK (NOT isempty(during) AND NOT lower_inf(during) AND lower_inc(during) AND NOT upper_inc(during)),
    CONSTRAINT pk_custody PRIMARY KEY (item_id, turn),
    CONSTRAINT ck_custody_holder CHECK ((holder = 'Operator' AND operator_id IS NOT NULL) OR (holder = 'Consumer' AND operator_id IS NULL)),
    CONSTRAINT ck_custody_cause CHECK ((cause = 'Registration' AND cause_id IS NULL) OR (cause = 'Order' AND cause_id IS NOT NULL))
);

-- An item that is registered is in its operator's custody, whatever version of the server registers it.
CREATE FUNCTION items.open_custody() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO items.custody (item_id, turn, holder, operator_id, cause, during)
    SELECT id, 1, 'Operator', operator_id, 'Registration', tstzrange(created_at, NULL) FROM registered;
    RETURN NULL;
END $$;

CREATE TRIGGER tr_items_custody AFTER INSERT ON items.items REFERENCING NEW TABLE AS registered
    FOR EACH STATEMENT EXECUTE FUNCTION items.open_custody();

INSERT INTO items.custody (item_id, turn, holder, operator_id, cause, during)
SELECT id, 1, 'Operator', operator_id, 'Registration', tstzrange(created_at, NULL) FROM items.items;

-- Nearly every item has the one period that its registration opened. Since no other may be open beside it, it needs no entry among the
-- periods that must not overlap: taking in stock stays as fast as it was.
CREATE UNIQUE INDEX ux_custody_open ON items.custody (item_id) WHERE upper_inf(during);
ALTER TABLE items.custody ADD CONSTRAINT ex_custody_one_holder_at_a_time
    EXCLUDE USING gist (item_id WITH =, during WITH &&) WHERE (turn > 1 OR NOT upper_inf(during));

-- Ends the open period and begins the next at that moment; false when another transaction did so meanwhile. Clocks of servers differ:
-- a period lasts a microsecond at least.
CREATE FUNCTION items.pass_custody(item uuid, to_holder text, to_operator uuid, because text, because_id uuid, at timestamptz)
RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    ending items.custody;
    since timestamptz;
BEGIN
    SELECT * INTO ending FROM items.custody WHERE item_id = item AND upper_inf(during) FOR UPDATE;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    since := greatest(at, lower(ending.during) + interval '1 microsecond');
    UPDATE items.custody SET during = tstzrange(lower(during), since) WHERE item_id = item AND turn = ending.turn;
    INSERT INTO items.custody (item_id, turn, holder, operator_id, cause, cause_id, during)
    VALUES (item, ending.turn + 1, to_holder, to_operator, because, because_id, tstzrange(since, NULL));
    RETURN true;
END $$;

-- What a consumer has cannot be claimed; the inserter gets no row, as when the item is taken. Custody is read under a lock: a sale
-- that is being completed is waited for.
CREATE FUNCTION items.refuse_claim() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    keeper text;
BEGIN
    SELECT holder INTO keeper FROM items.custody WHERE item_id = NEW.item_id AND upper_inf(during) FOR SHARE;
    IF NOT FOUND THEN
        SELECT holder INTO keeper FROM items.custody WHERE item_id = NEW.item_id AND upper_inf(during) FOR SHARE;
    END IF;
    IF keeper = 'Consumer' THEN
        RETURN NULL;
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER tr_claims_custody BEFORE INSERT ON items.claims FOR EACH ROW EXECUTE FUNCTION items.refuse_claim();

-- A completed sale: the item is the buyer's, and the order's claim ends.
CREATE FUNCTION items.complete_sale(claim uuid, item uuid, for_order uuid, at timestamptz) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM items.claims WHERE id = claim AND item_id = item AND kind = 'Order' AND holder_id = for_order AND live) THEN
        RETURN false;
    END IF;
    IF NOT items.pass_custody(item, 'Consumer', NULL, 'Order', for_order, at) THEN
        RETURN false;
    END IF;
    UPDATE items.claims SET live = false, ended_at = at WHERE id = claim AND kind = 'Order' AND holder_id = for_order AND live;
    RETURN true;
END $$;
