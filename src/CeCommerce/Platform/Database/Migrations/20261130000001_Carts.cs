using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CeCommerce.Platform.Database.Migrations;

/// <summary>What a buyer means to buy before anything is kept for them, and the partner app's own word for what they bought.</summary>
[DbContext(typeof(CommerceDatabase))]
[Migration("20261130000001_Carts")]
internal sealed class Carts : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        LOCK TABLE listings.listings, orders.holds IN SHARE ROW EXCLUSIVE MODE;
        ALTER TABLE checkout.purchases ADD COLUMN client_reference text CONSTRAINT ck_purchases_client_reference CHECK (length(client_reference) BETWEEN 1 AND 64);
        ALTER TABLE orders.orders ADD COLUMN client_reference text;

        -- A server of the version before last writes orders alone and knows no such word.
        CREATE OR REPLACE FUNCTION checkout.purchase_of(o orders.orders) RETURNS checkout.purchases LANGUAGE sql IMMUTABLE AS $$
            SELECT (o.id, o.client_id, o.consumer_id, o.payment_method, o.total_amount, o.total_currency, said, encode(sha256(convert_to(said, 'UTF8')), 'hex'), o.placed_at, NULL)::checkout.purchases
            FROM checkout.confirmation_of_one(o.confirmation_digest, o.total_amount, o.total_currency) AS said
        $$;

        CREATE TABLE checkout.carts (
            id uuid CONSTRAINT pk_carts PRIMARY KEY,
            client_id text NOT NULL,
            consumer_id text NOT NULL,
            client_reference text,
            created_at timestamp with time zone NOT NULL,
            updated_at timestamp with time zone NOT NULL);
        CREATE UNIQUE INDEX ux_carts_buyer ON checkout.carts (client_id, consumer_id);
        CREATE INDEX ix_carts_updated_at ON checkout.carts (updated_at);

        CREATE TABLE checkout.cart_lines (
            cart_id uuid NOT NULL CONSTRAINT fk_cart_lines_carts_cart_id REFERENCES checkout.carts ON DELETE CASCADE,
            listing_id uuid NOT NULL CONSTRAINT fk_cart_lines_listings_listing_id REFERENCES listings.listings ON DELETE RESTRICT,
            number integer NOT NULL,
            hold_id uuid CONSTRAINT fk_cart_lines_holds_hold_id REFERENCES orders.holds ON DELETE RESTRICT,
            added_at timestamp with time zone NOT NULL,
            seen_price_amount bigint NOT NULL,
            seen_price_currency text NOT NULL,
            seen_verdict text NOT NULL,
            CONSTRAINT pk_cart_lines PRIMARY KEY (cart_id, listing_id));
        CREATE INDEX ix_cart_lines_listing ON checkout.cart_lines (listing_id);
        CREATE INDEX ix_cart_lines_hold ON checkout.cart_lines (hold_id);
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        DROP TABLE checkout.cart_lines, checkout.carts;
        ALTER TABLE orders.orders DROP COLUMN client_reference;
        ALTER TABLE checkout.purchases DROP COLUMN client_reference;
        CREATE OR REPLACE FUNCTION checkout.purchase_of(o orders.orders) RETURNS checkout.purchases LANGUAGE sql IMMUTABLE AS $$
            SELECT (o.id, o.client_id, o.consumer_id, o.payment_method, o.total_amount, o.total_currency, said, encode(sha256(convert_to(said, 'UTF8')), 'hex'), o.placed_at)::checkout.purchases
            FROM checkout.confirmation_of_one(o.confirmation_digest, o.total_amount, o.total_currency) AS said
        $$;
        """);
}
