using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CeCommerce.Platform.Database.Migrations;

/// <summary>
/// Why an order was cancelled or refunded is sealed under its buyer's key as soon as a person wrote it. A server of the version before goes on writing it in clear, which is
/// sealed afterwards.
/// </summary>
[DbContext(typeof(CommerceDatabase))]
[Migration("20261130020008_OrderReasons")]
internal sealed class OrderReasons : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        LOCK TABLE orders.orders IN SHARE ROW EXCLUSIVE MODE;

        CREATE TABLE orders.reasons (
            order_id uuid NOT NULL CONSTRAINT pk_reasons PRIMARY KEY CONSTRAINT fk_reasons_orders_order_id REFERENCES orders.orders ON DELETE RESTRICT,
            text_id uuid CONSTRAINT fk_reasons_texts_text_id REFERENCES personal.texts DEFERRABLE INITIALLY DEFERRED,
            erased_at timestamp with time zone,
            CONSTRAINT ck_reasons_erased CHECK (num_nonnulls(text_id, erased_at) = 1));

        -- Of the history nothing else changes than that a reason in the words of a person leaves the line of an order.
        CREATE OR REPLACE FUNCTION platform.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP = 'UPDATE' AND TG_TABLE_SCHEMA = 'platform' AND starts_with(TG_TABLE_NAME, 'history') THEN
                IF TG_LEVEL = 'STATEMENT' THEN
                    RETURN NULL;
                END IF;

                IF OLD.subject_kind = 'ord' AND OLD.what IN ('cancelled', 'refund_pending') AND NEW.why IS NULL AND to_jsonb(NEW) - 'why' = to_jsonb(OLD) - 'why' THEN
                    RETURN NEW;
                END IF;
            END IF;

            RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
        END $$;

        CREATE INDEX ix_orders_clear ON orders.orders (placed_at) WHERE cancel_reason <> 'payment deadline' AND cancel_reason <> 'not shipped in time';
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        DROP INDEX orders.ix_orders_clear;
        DROP TABLE orders.reasons;
        CREATE OR REPLACE FUNCTION platform.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
        END $$;
        """);
}
