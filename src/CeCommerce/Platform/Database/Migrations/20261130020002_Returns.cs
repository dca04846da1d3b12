using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CeCommerce.Platform.Database.Migrations;

/// <summary>Where each unit of an order stands, what its buyer has against it, and what of its money goes back. A server of the version before writes units as sold.</summary>
[DbContext(typeof(CommerceDatabase))]
[Migration("20261130020002_Returns")]
internal sealed class Returns : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        LOCK TABLE orders.orders, orders.order_lines IN ACCESS EXCLUSIVE MODE;
        ALTER TABLE orders.orders
            ADD COLUMN lines_due_at timestamp with time zone,
            ADD COLUMN line_changes integer NOT NULL DEFAULT 0,
            ADD COLUMN paused_at timestamp with time zone,
            ADD COLUMN time_left interval,
            ADD COLUMN refund_decided_amount bigint NOT NULL DEFAULT 0,
            ADD COLUMN refunded_amount bigint NOT NULL DEFAULT 0;
        CREATE INDEX ix_orders_lines_due ON orders.orders (lines_due_at) WHERE lines_due_at IS NOT NULL;
        ALTER TABLE orders.order_lines
            ADD COLUMN state text NOT NULL DEFAULT 'Sold',
            ADD COLUMN due_at timestamp with time zone,
            ADD COLUMN refunded_amount bigint NOT NULL DEFAULT 0,
            ADD CONSTRAINT ck_order_lines_refunded CHECK (refunded_amount BETWEEN 0 AND price_amount);

        -- The lines of a server of the version before: a row has all columns.
        CREATE OR REPLACE FUNCTION orders.line_of(o orders.orders) RETURNS orders.order_lines LANGUAGE sql IMMUTABLE AS $$
            SELECT (o.id, 1, o.hold_id, o.hold_expires_at, o.claim_id, o.listing_id, o.item_id, o.price_amount, o.price_currency, o.price_amount * rate / (100 + rate), o.price_currency, rate,
                o.snapshot, o.pack_version, CASE WHEN o.state IN ('PaymentFailed', 'Cancelled', 'Refunded') THEN o.updated_at END, 'Sold', NULL::timestamptz, 0::bigint)::orders.order_lines
            FROM (SELECT CASE WHEN o.tax_included_amount > 0 THEN 10 ELSE 0 END AS rate) AS tax
        $$;

        CREATE TABLE orders.objections (
            order_id uuid NOT NULL,
            line integer NOT NULL,
            number integer NOT NULL,
            problem text,
            reason text,
            text text NOT NULL,
            raised_at timestamp with time zone NOT NULL,
            accepted boolean,
            answer text,
            answered_at timestamp with time zone,
            carrier text,
            tracking_number text,
            sent_at timestamp with time zone,
            inspection text,
            received_at timestamp with time zone,
            CONSTRAINT pk_objections PRIMARY KEY (order_id, line, number),
            CONSTRAINT fk_objections_order_lines_order_id_line FOREIGN KEY (order_id, line) REFERENCES orders.order_lines ON DELETE RESTRICT);

        CREATE TABLE orders.refunds (
            id uuid NOT NULL CONSTRAINT pk_refunds PRIMARY KEY,
            order_id uuid NOT NULL,
            line integer NOT NULL,
            amount bigint NOT NULL CONSTRAINT ck_refunds_amount CHECK (amount > 0),
            currency text NOT NULL,
            why text,
            decided_at timestamp with time zone NOT NULL,
            done_at timestamp with time zone,
            CONSTRAINT fk_refunds_order_lines_order_id_line FOREIGN KEY (order_id, line) REFERENCES orders.order_lines ON DELETE RESTRICT);
        CREATE INDEX ix_refunds_line ON orders.refunds (order_id, line);
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        DROP TABLE orders.refunds, orders.objections;
        CREATE OR REPLACE FUNCTION orders.line_of(o orders.orders) RETURNS orders.order_lines LANGUAGE sql IMMUTABLE AS $$ SELECT NULL::orders.order_lines $$;
        ALTER TABLE orders.order_lines DROP COLUMN state, DROP COLUMN due_at, DROP COLUMN refunded_amount;
        CREATE OR REPLACE FUNCTION orders.line_of(o orders.orders) RETURNS orders.order_lines LANGUAGE sql IMMUTABLE AS $$
            SELECT (o.id, 1, o.hold_id, o.hold_expires_at, o.claim_id, o.listing_id, o.item_id, o.price_amount, o.price_currency, o.price_amount * rate / (100 + rate), o.price_currency, rate,
                o.snapshot, o.pack_version, CASE WHEN o.state IN ('PaymentFailed', 'Cancelled', 'Refunded') THEN o.updated_at END)::orders.order_lines
            FROM (SELECT CASE WHEN o.tax_included_amount > 0 THEN 10 ELSE 0 END AS rate) AS tax
        $$;
        DROP INDEX orders.ix_orders_lines_due;
        ALTER TABLE orders.orders
            DROP COLUMN lines_due_at, DROP COLUMN line_changes, DROP COLUMN paused_at, DROP COLUMN time_left, DROP COLUMN refund_decided_amount, DROP COLUMN refunded_amount;
        """);
}
