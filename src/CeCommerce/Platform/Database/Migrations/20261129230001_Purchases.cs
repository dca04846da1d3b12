using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CeCommerce.Platform.Database.Migrations;

/// <summary>
/// A purchase has an order with each operator, and an order a line for each unit; until now an order was all of that. A server of the version before goes on
/// writing orders alone: triggers make the purchase and the line of what it writes, and fill in for it, in the order, what this version writes into the line. The release
/// after the next drops those columns with the triggers and their functions.
/// </summary>
[DbContext(typeof(CommerceDatabase))]
[Migration("20261129230001_Purchases")]
internal sealed class Purchases : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        -- In the order in which a sale takes them, so that those that are on their way end first and no two wait for each other.
        LOCK TABLE items.items, listings.listings, orders.holds IN SHARE ROW EXCLUSIVE MODE;
        LOCK TABLE orders.orders IN ACCESS EXCLUSIVE MODE;

        CREATE SCHEMA checkout;
        CREATE TABLE checkout.purchases (
            id uuid CONSTRAINT pk_purchases PRIMARY KEY,
            client_id text NOT NULL,
            consumer_id text NOT NULL,
            payment_method text NOT NULL,
            total_amount bigint NOT NULL,
            total_currency text NOT NULL,
            confirmation text NOT NULL,
            confirmation_digest text NOT NULL,
            placed_at timestamp with time zone NOT NULL);

        CREATE TABLE orders.order_lines (
            order_id uuid NOT NULL CONSTRAINT fk_order_lines_orders_order_id REFERENCES orders.orders ON DELETE RESTRICT,
            number integer NOT NULL,
            hold_id uuid NOT NULL CONSTRAINT fk_order_lines_holds_hold_id REFERENCES orders.holds ON DELETE RESTRICT,
            hold_expires_at timestamp with time zone NOT NULL,
            claim_id uuid NOT NULL,
            listing_id uuid NOT NULL CONSTRAINT fk_order_lines_listings_listing_id REFERENCES listings.listings ON DELETE RESTRICT,
            item_id uuid NOT NULL CONSTRAINT fk_order_lines_items_item_id REFERENCES items.items ON DELETE RESTRICT,
            price_amount bigint NOT NULL,
            price_currency text NOT NULL,
            tax_included_amount bigint NOT NULL,
            tax_included_currency text NOT NULL,
            tax_rate_percent integer NOT NULL,
            snapshot jsonb NOT NULL,
            pack_version text,
            ended_at timestamp with time zone,
            CONSTRAINT pk_order_lines PRIMARY KEY (order_id, number));

        ALTER TABLE orders.orders
            ADD COLUMN purchase_id uuid,
            ALTER COLUMN hold_id DROP NOT NULL, ALTER COLUMN hold_expires_at DROP NOT NULL, ALTER COLUMN claim_id DROP NOT NULL, ALTER COLUMN listing_id DROP NOT NULL,
            ALTER COLUMN item_id DROP NOT NULL, ALTER COLUMN price_amount DROP NOT NULL, ALTER COLUMN price_currency DROP NOT NULL, ALTER COLUMN snapshot DROP NOT NULL;

        -- What a purchase of one contract confirms, in the form of RFC 8785.
        CREATE FUNCTION checkout.confirmation_of_one(digest text, amount bigint, currency text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
            SELECT format('{"contracts":[{"digest":"%1$s","total":{"amount":%2$s,"currency":"%3$s"}}],"total":{"amount":%2$s,"currency":"%3$s"}}', digest, amount, currency)
        $$;

        CREATE FUNCTION checkout.purchase_of(o orders.orders) RETURNS checkout.purchases LANGUAGE sql IMMUTABLE AS $$
            SELECT (o.id, o.client_id, o.consumer_id, o.payment_method, o.total_amount, o.total_currency, said, encode(sha256(convert_to(said, 'UTF8')), 'hex'), o.placed_at)::checkout.purchases
            FROM checkout.confirmation_of_one(o.confirmation_digest, o.total_amount, o.total_currency) AS said
        $$;

        CREATE FUNCTION orders.line_of(o orders.orders) RETURNS orders.order_lines LANGUAGE sql IMMUTABLE AS $$
            SELECT (o.id, 1, o.hold_id, o.hold_expires_at, o.claim_id, o.listing_id, o.item_id, o.price_amount, o.price_currency, o.price_amount * rate / (100 + rate), o.price_currency, rate,
                o.snapshot, o.pack_version, CASE WHEN o.state IN ('PaymentFailed', 'Cancelled', 'Refunded') THEN o.updated_at END)::orders.order_lines
            FROM (SELECT CASE WHEN o.tax_included_amount > 0 THEN 10 ELSE 0 END AS rate) AS tax
        $$;

        INSERT INTO checkout.purchases SELECT p.* FROM orders.orders o CROSS JOIN LATERAL checkout.purchase_of(o) p;
        INSERT INTO orders.order_lines SELECT l.* FROM orders.orders o CROSS JOIN LATERAL orders.line_of(o) l;
        UPDATE orders.orders SET purchase_id = id;

        ALTER TABLE orders.orders
            ALTER COLUMN purchase_id SET NOT NULL,
            ADD CONSTRAINT fk_orders_purchases_purchase_id FOREIGN KEY (purchase_id) REFERENCES checkout.purchases ON DELETE RESTRICT;
        CREATE INDEX ix_purchases_buyer ON checkout.purchases (client_id, consumer_id, id);
        CREATE INDEX ix_orders_purchase ON orders.orders (purchase_id);
        CREATE UNIQUE INDEX ux_order_lines_hold ON orders.order_lines (hold_id) WHERE ended_at IS NULL;
        CREATE INDEX ix_order_lines_hold ON orders.order_lines (hold_id, order_id);
        CREATE INDEX ix_order_lines_listing ON orders.order_lines (listing_id);
        CREATE INDEX ix_order_lines_item ON orders.order_lines (item_id);

        CREATE FUNCTION orders.know_purchase() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            INSERT INTO checkout.purchases SELECT p.* FROM checkout.purchase_of(NEW) p;
            NEW.purchase_id := NEW.id;
            RETURN NEW;
        END $$;
        CREATE TRIGGER tr_orders_know_purchase BEFORE INSERT ON orders.orders
        FOR EACH ROW WHEN (NEW.purchase_id IS NULL) EXECUTE FUNCTION orders.know_purchase();

        CREATE FUNCTION orders.know_line() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            INSERT INTO orders.order_lines SELECT l.* FROM orders.line_of(NEW) l;
            RETURN NULL;
        END $$;
        CREATE TRIGGER tr_orders_know_line AFTER INSERT ON orders.orders
        FOR EACH ROW WHEN (NEW.hold_id IS NOT NULL) EXECUTE FUNCTION orders.know_line();

        CREATE FUNCTION orders.end_lines() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            UPDATE orders.order_lines SET ended_at = NEW.updated_at WHERE order_id = NEW.id AND ended_at IS NULL;
            RETURN NULL;
        END $$;
        CREATE TRIGGER tr_orders_end_lines AFTER UPDATE OF state ON orders.orders
        FOR EACH ROW WHEN (NEW.state IN ('PaymentFailed', 'Cancelled', 'Refunded') AND OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION orders.end_lines();

        CREATE FUNCTION orders.tell_order_of_line() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            UPDATE orders.orders SET hold_id = NEW.hold_id, hold_expires_at = NEW.hold_expires_at, claim_id = NEW.claim_id, listing_id = NEW.listing_id, item_id = NEW.item_id,
                price_amount = NEW.price_amount, price_currency = NEW.price_currency, snapshot = NEW.snapshot, pack_version = NEW.pack_version
            WHERE id = NEW.order_id AND hold_id IS NULL;
            RETURN NULL;
        END $$;
        CREATE TRIGGER tr_order_lines_tell_order AFTER INSERT ON orders.order_lines
        FOR EACH ROW WHEN (NEW.number = 1) EXECUTE FUNCTION orders.tell_order_of_line();

        -- Which order a hold came to is said by its line.
        DROP TRIGGER tr_orders_name_order_of_hold ON orders.orders;
        CREATE OR REPLACE FUNCTION orders.name_order_of_hold() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            UPDATE orders.holds SET order_id = NEW.order_id WHERE id = NEW.hold_id AND used_at IS NOT NULL AND order_id IS DISTINCT FROM NEW.order_id;
            RETURN NULL;
        END $$;
        CREATE CONSTRAINT TRIGGER tr_order_lines_name_order_of_hold AFTER INSERT ON orders.order_lines
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION orders.name_order_of_hold();
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        DROP TRIGGER tr_orders_know_purchase ON orders.orders;
        DROP TRIGGER tr_orders_know_line ON orders.orders;
        DROP TRIGGER tr_orders_end_lines ON orders.orders;
        DROP FUNCTION orders.know_purchase(), orders.know_line(), orders.end_lines(), orders.line_of(orders.orders), checkout.purchase_of(orders.orders);
        DROP TABLE orders.order_lines;
        DROP FUNCTION orders.tell_order_of_line();
        CREATE OR REPLACE FUNCTION orders.name_order_of_hold() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            UPDATE orders.holds SET order_id = NEW.id WHERE id = NEW.hold_id AND used_at IS NOT NULL AND order_id IS DISTINCT FROM NEW.id;
            RETURN NULL;
        END $$;
        CREATE CONSTRAINT TRIGGER tr_orders_name_order_of_hold AFTER INSERT ON orders.orders
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION orders.name_order_of_hold();
        ALTER TABLE orders.orders
            DROP COLUMN purchase_id,
            ALTER COLUMN hold_id SET NOT NULL, ALTER COLUMN hold_expires_at SET NOT NULL, ALTER COLUMN claim_id SET NOT NULL, ALTER COLUMN listing_id SET NOT NULL,
            ALTER COLUMN item_id SET NOT NULL, ALTER COLUMN price_amount SET NOT NULL, ALTER COLUMN price_currency SET NOT NULL, ALTER COLUMN snapshot SET NOT NULL;
        DROP TABLE checkout.purchases;
        DROP FUNCTION checkout.confirmation_of_one(text, bigint, text);
        DROP SCHEMA checkout;
        """);
}
