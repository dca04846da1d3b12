using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CeCommerce.Platform.Database.Migrations;

/// <summary>Photos that the sides of an order sent in, and the messages and problems that name them.</summary>
[DbContext(typeof(CommerceDatabase))]
[Migration("20261130020007_OrderPhotos")]
internal sealed class OrderPhotos : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        CREATE TABLE orders.photos (
            order_id uuid NOT NULL CONSTRAINT fk_photos_orders_order_id REFERENCES orders.orders ON DELETE RESTRICT,
            sha256 text NOT NULL,
            key_id uuid NOT NULL CONSTRAINT fk_photos_texts_key_id REFERENCES personal.texts DEFERRABLE INITIALLY DEFERRED,
            stored_sha256 text NOT NULL,
            stored_length bigint NOT NULL,
            media_type text NOT NULL,
            length bigint NOT NULL,
            width integer NOT NULL,
            height integer NOT NULL,
            "from" text NOT NULL,
            sent_at timestamp with time zone NOT NULL,
            CONSTRAINT pk_photos PRIMARY KEY (order_id, sha256));
        CREATE TRIGGER tr_photos_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON orders.photos
            FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();

        ALTER TABLE orders.objections ADD COLUMN photos jsonb NOT NULL DEFAULT '[]';
        ALTER TABLE orders.messages ADD COLUMN photos jsonb NOT NULL DEFAULT '[]';
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        ALTER TABLE orders.messages DROP COLUMN photos;
        ALTER TABLE orders.objections DROP COLUMN photos;
        DROP TABLE orders.photos;
        """);
}
