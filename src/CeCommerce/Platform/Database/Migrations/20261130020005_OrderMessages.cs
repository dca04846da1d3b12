using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CeCommerce.Platform.Database.Migrations;

/// <summary>What buyer and operator of an order write to each other, kept as it was written, and what each has read of it.</summary>
[DbContext(typeof(CommerceDatabase))]
[Migration("20261130020005_OrderMessages")]
internal sealed class OrderMessages : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        CREATE TABLE orders.messages (
            order_id uuid NOT NULL CONSTRAINT fk_messages_orders_order_id REFERENCES orders.orders ON DELETE RESTRICT,
            number integer NOT NULL,
            "from" text NOT NULL,
            text_id uuid NOT NULL CONSTRAINT fk_messages_texts_text_id REFERENCES personal.texts DEFERRABLE INITIALLY DEFERRED,
            sent_at timestamp with time zone NOT NULL,
            CONSTRAINT pk_messages PRIMARY KEY (order_id, number));
        CREATE TRIGGER tr_messages_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON orders.messages
            FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();

        CREATE TABLE orders.message_marks (
            order_id uuid NOT NULL CONSTRAINT fk_message_marks_orders_order_id REFERENCES orders.orders ON DELETE RESTRICT,
            side text NOT NULL,
            up_to integer NOT NULL,
            CONSTRAINT pk_message_marks PRIMARY KEY (order_id, side));
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("DROP TABLE orders.message_marks, orders.messages;");
}
