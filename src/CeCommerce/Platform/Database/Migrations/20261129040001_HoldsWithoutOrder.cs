using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CeCommerce.Platform.Database.Migrations;

/// <summary>
/// A hold says that it was used, and its order says which hold it came from. The column <c>orders.holds.order_id</c> is no longer read:
/// triggers keep it for servers of the version before, which take a hold without it for free. The release after the next drops the column with both
/// triggers and their functions.
/// </summary>
[DbContext(typeof(CommerceDatabase))]
[Migration("20261129040001_HoldsWithoutOrder")]
internal sealed class HoldsWithoutOrder : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        // At commit, when the hold itself has been written: its row version then stays the one that the writer knows.
        migrationBuilder.Sql(
            """
            CREATE FUNCTION orders.name_order_of_hold() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                UPDATE orders.holds SET order_id = NEW.id WHERE id = NEW.hold_id AND used_at IS NOT NULL AND order_id IS DISTINCT FROM NEW.id;
                RETURN NULL;
            END $$;

            CREATE CONSTRAINT TRIGGER tr_orders_name_order_of_hold AFTER INSERT ON orders.orders
            DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION orders.name_order_of_hold();

            CREATE FUNCTION orders.forget_order_of_hold() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                NEW.order_id := NULL;
                RETURN NEW;
            END $$;

            CREATE TRIGGER tr_holds_forget_order BEFORE UPDATE ON orders.holds
            FOR EACH ROW WHEN (NEW.used_at IS NULL AND NEW.order_id IS NOT NULL) EXECUTE FUNCTION orders.forget_order_of_hold();
            """);

        // What a hold shows of its order is looked up among all orders over it, refused ones too.
        migrationBuilder.CreateIndex(name: "ix_orders_hold", schema: "orders", table: "orders", columns: ["hold_id", "id"]);
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropIndex(name: "ix_orders_hold", schema: "orders", table: "orders");
        migrationBuilder.Sql(
            """
            DROP TRIGGER tr_holds_forget_order ON orders.holds;
            DROP FUNCTION orders.forget_order_of_hold();
            DROP TRIGGER tr_orders_name_order_of_hold ON orders.orders;
            DROP FUNCTION orders.name_order_of_hold();
            UPDATE orders.holds AS hold SET order_id = placed.id
            FROM orders.orders AS placed WHERE placed.hold_id = hold.id AND placed.state <> 'PaymentFailed' AND hold.used_at IS NOT NULL;
            """);
    }
}
