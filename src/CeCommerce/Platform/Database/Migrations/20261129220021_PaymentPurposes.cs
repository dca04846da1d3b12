using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CeCommerce.Platform.Database.Migrations;

/// <summary>
/// Payments know what they are for by kind and id, what is wanted of the money, and when to ask the processor next; until now all of that stood in the order. A
/// server of the version before goes on writing <c>order_id</c> and the order's own flags: a trigger fills in what it leaves out.
/// </summary>
[DbContext(typeof(CommerceDatabase))]
[Migration("20261129220021_PaymentPurposes")]
internal sealed class PaymentPurposes : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        ALTER TABLE payments.payments
            ADD COLUMN purpose_kind text NOT NULL DEFAULT 'order',
            ADD COLUMN purpose_id uuid,
            ADD COLUMN client_id text NOT NULL DEFAULT '',
            ADD COLUMN shares jsonb NOT NULL DEFAULT '[]',
            ADD COLUMN wanted text NOT NULL DEFAULT 'Charge',
            ADD COLUMN charge_until timestamp with time zone NOT NULL DEFAULT now(),
            ADD COLUMN released_at timestamp with time zone,
            ADD COLUMN unsettled boolean NOT NULL DEFAULT false,
            ADD COLUMN ask_at timestamp with time zone NOT NULL DEFAULT now(),
            ADD COLUMN asked integer NOT NULL DEFAULT 0,
            ALTER COLUMN order_id DROP NOT NULL,
            ALTER CONSTRAINT fk_payments_orders_order_id DEFERRABLE INITIALLY DEFERRED;

        CREATE FUNCTION payments.know_purpose() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF NEW.purpose_id IS NULL THEN
                SELECT o.id, o.client_id, jsonb_build_array(jsonb_build_object('operatorId', jsonb_build_object('value', o.operator_id), 'amount', NEW.amount)), o.payment_due_at,
                    CASE WHEN o.state IN ('Cancelled', 'PaymentFailed', 'RefundPending') THEN 'Release' ELSE 'Charge' END,
                    CASE WHEN o.state IN ('Cancelled', 'PaymentFailed', 'RefundPending') THEN o.updated_at END
                INTO NEW.purpose_id, NEW.client_id, NEW.shares, NEW.charge_until, NEW.wanted, NEW.released_at
                FROM orders.orders o WHERE o.id = NEW.order_id;
            ELSIF NEW.purpose_kind = 'order' THEN
                NEW.order_id := NEW.purpose_id;
            END IF;
            RETURN NEW;
        END $$;
        CREATE TRIGGER tr_payments_purpose BEFORE INSERT OR UPDATE OF purpose_id ON payments.payments FOR EACH ROW EXECUTE FUNCTION payments.know_purpose();

        UPDATE payments.payments SET purpose_id = NULL;
        ALTER TABLE payments.payments ALTER COLUMN purpose_id SET NOT NULL;

        CREATE UNIQUE INDEX ux_payments_purpose ON payments.payments (purpose_kind, purpose_id);
        CREATE UNIQUE INDEX ux_payments_reference ON payments.payments (gateway, reference);
        CREATE INDEX ix_payments_unsettled ON payments.payments (wanted DESC, ask_at) WHERE unsettled;

        ALTER TABLE orders.orders ALTER COLUMN unsettled SET DEFAULT false, ALTER COLUMN ask_at SET DEFAULT now();
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        UPDATE orders.orders o SET unsettled = true, ask_at = now() FROM payments.payments p WHERE p.order_id = o.id AND p.unsettled;
        ALTER TABLE orders.orders ALTER COLUMN unsettled DROP DEFAULT, ALTER COLUMN ask_at DROP DEFAULT;
        DROP TRIGGER tr_payments_purpose ON payments.payments;
        DROP FUNCTION payments.know_purpose();
        DELETE FROM payments.payments WHERE attempts = '[]';
        ALTER TABLE payments.payments
            DROP COLUMN purpose_kind, DROP COLUMN purpose_id, DROP COLUMN client_id, DROP COLUMN shares, DROP COLUMN wanted, DROP COLUMN charge_until, DROP COLUMN released_at,
            DROP COLUMN unsettled, DROP COLUMN ask_at, DROP COLUMN asked, ALTER COLUMN order_id SET NOT NULL, ALTER CONSTRAINT fk_payments_orders_order_id NOT DEFERRABLE;
        """);
}
