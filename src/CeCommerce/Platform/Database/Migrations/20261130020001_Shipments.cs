using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CeCommerce.Platform.Database.Migrations;

/// <summary>
/// What is told of an order's way, and the dates by which it is shipped and counts as delivered. A server of the version before writes neither: an order that it hands over
/// completes as it promised, and what it finds paid gets its date by a trigger, as do the orders that are paid already.
/// </summary>
[DbContext(typeof(CommerceDatabase))]
[Migration("20261130020001_Shipments")]
internal sealed class Shipments : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        LOCK TABLE orders.orders IN ACCESS EXCLUSIVE MODE;
        ALTER TABLE orders.orders
            ADD COLUMN ship_by timestamp with time zone,
            ADD COLUMN delivered_at_latest timestamp with time zone,
            ADD COLUMN delivered_at timestamp with time zone,
            ADD COLUMN delivered_by text;

        CREATE TABLE orders.shipments (
            order_id uuid NOT NULL CONSTRAINT fk_shipments_orders_order_id REFERENCES orders.orders ON DELETE RESTRICT,
            number integer NOT NULL,
            carrier text,
            tracking_number text,
            tracking_key text,
            by_hand boolean NOT NULL,
            shipped_at timestamp with time zone NOT NULL,
            corrected_at timestamp with time zone,
            events jsonb NOT NULL,
            CONSTRAINT pk_shipments PRIMARY KEY (order_id, number));
        CREATE INDEX ix_shipments_tracking ON orders.shipments (tracking_key) WHERE tracking_key IS NOT NULL;

        INSERT INTO orders.shipments (order_id, number, carrier, tracking_number, tracking_key, by_hand, shipped_at, events)
        SELECT id, 1, carrier, tracking_number, nullif(upper(regexp_replace(tracking_number, '[^0-9A-Za-z]', '', 'g')), ''), false, handed_over_at, '[]'
        FROM orders.orders WHERE handed_over_at IS NOT NULL;

        -- A month from the update, or from the payment where that comes later.
        UPDATE orders.orders SET ship_by = now() + interval '30 days' WHERE state = 'Paid';
        CREATE FUNCTION orders.know_ship_by() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            NEW.ship_by := NEW.updated_at + interval '30 days';
            RETURN NEW;
        END $$;
        CREATE TRIGGER tr_orders_know_ship_by BEFORE UPDATE OF state ON orders.orders
        FOR EACH ROW WHEN (NEW.state = 'Paid' AND NEW.ship_by IS NULL) EXECUTE FUNCTION orders.know_ship_by();

        DROP INDEX orders.ix_orders_completes;
        CREATE INDEX ix_orders_completes ON orders.orders (completes_at) WHERE state IN ('HandedOver', 'Delivered');
        CREATE INDEX ix_orders_delivered_at_latest ON orders.orders (delivered_at_latest) WHERE state = 'HandedOver';
        CREATE INDEX ix_orders_ship_by ON orders.orders (ship_by) WHERE state = 'Paid';
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        UPDATE orders.orders SET state = 'HandedOver' WHERE state = 'Delivered';
        DROP TRIGGER tr_orders_know_ship_by ON orders.orders;
        DROP FUNCTION orders.know_ship_by();
        DROP TABLE orders.shipments;
        DROP INDEX orders.ix_orders_completes;
        DROP INDEX orders.ix_orders_delivered_at_latest;
        DROP INDEX orders.ix_orders_ship_by;
        CREATE INDEX ix_orders_completes ON orders.orders (completes_at) WHERE state = 'HandedOver';
        ALTER TABLE orders.orders DROP COLUMN ship_by, DROP COLUMN delivered_at_latest, DROP COLUMN delivered_at, DROP COLUMN delivered_by;
        """);
}
