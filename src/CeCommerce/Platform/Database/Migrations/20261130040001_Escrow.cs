using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CeCommerce.Platform.Database.Migrations;

/// <summary>
/// What buyers pay is kept in escrow until the order is completed. A server of the version before knows none: it completes orders and leaves their money there, which a
/// trigger notes.
/// </summary>
[DbContext(typeof(CommerceDatabase))]
[Migration("20261130040001_Escrow")]
internal sealed class Escrow : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        CREATE TABLE payments.releases (
            id uuid NOT NULL CONSTRAINT pk_releases PRIMARY KEY,
            payment_id uuid NOT NULL CONSTRAINT fk_releases_payments_payment_id REFERENCES payments.payments (id) ON DELETE RESTRICT,
            operator_id uuid NOT NULL,
            amount bigint NOT NULL CONSTRAINT ck_releases_amount CHECK (amount > 0),
            currency text NOT NULL,
            at timestamp with time zone NOT NULL);
        CREATE INDEX ix_releases_payment ON payments.releases (payment_id);
        CREATE TRIGGER tr_releases_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON payments.releases
            FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();

        CREATE FUNCTION payments.escrow_of("payment" uuid) RETURNS TABLE (operator_id uuid, currency text, amount bigint) LANGUAGE sql STABLE AS $$
            SELECT a.owner, a.currency, sum(e.amount)::bigint
            FROM (SELECT "payment" AS id UNION ALL SELECT id FROM payments.steps WHERE payment_id = "payment" UNION ALL SELECT id FROM payments.releases WHERE payment_id = "payment") AS cause
            JOIN payments.movements m ON m.cause_id = cause.id AND m.cause_kind IN ('pay', 'pst', 'rel')
            JOIN payments.entries e ON e.movement_id = m.id
            JOIN payments.accounts a ON a.id = e.account_id AND a.kind = 'Escrow'
            GROUP BY a.owner, a.currency
        $$;

        -- Servers that kept entries by order knew one account of the operator.
        CREATE OR REPLACE VIEW payments.ledger_entries AS
        SELECT encode(substr(sha256(uuid_send(m.id) || uuid_send(a.id)), 1, 16), 'hex')::uuid AS id,
            p.order_id,
            p.id AS payment_id,
            coalesce(a.owner, (
                SELECT other.owner FROM payments.entries side JOIN payments.accounts other ON other.id = side.account_id
                WHERE side.movement_id = m.id AND other.owner IS NOT NULL ORDER BY other.owner LIMIT 1)) AS operator_id,
            m.kind,
            CASE a.kind WHEN 'BuyerClearing' THEN 'Buyer' WHEN 'Escrow' THEN 'OperatorPayable' ELSE a.kind END AS account,
            e.amount,
            a.currency,
            m.at
        FROM payments.movements m
        JOIN payments.payments p ON p.id = m.cause_id
        JOIN payments.entries e ON e.movement_id = m.id
        JOIN payments.accounts a ON a.id = e.account_id
        WHERE m.cause_kind = 'pay' AND m.kind IN ('Charge', 'Refund') AND a.kind IN ('BuyerClearing', 'Escrow', 'OperatorPayable');

        -- Orders that ended, until somebody has seen that nothing of them is left in escrow.
        CREATE TABLE orders.unreleased (
            order_id uuid NOT NULL CONSTRAINT pk_unreleased PRIMARY KEY CONSTRAINT fk_unreleased_orders_order_id REFERENCES orders.orders (id) ON DELETE RESTRICT);
        CREATE FUNCTION orders.note_end() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            INSERT INTO orders.unreleased (order_id) VALUES (NEW.id) ON CONFLICT DO NOTHING;
            RETURN NULL;
        END $$;
        CREATE TRIGGER tr_orders_ended AFTER UPDATE OF state ON orders.orders FOR EACH ROW
            WHEN (NEW.state IN ('Completed', 'Refunded') AND OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION orders.note_end();
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        DROP TRIGGER tr_orders_ended ON orders.orders;
        DROP FUNCTION orders.note_end;
        DROP TABLE orders.unreleased;
        DROP FUNCTION payments.escrow_of;
        DROP TABLE payments.releases;
        CREATE OR REPLACE VIEW payments.ledger_entries AS
        SELECT encode(substr(sha256(uuid_send(m.id) || uuid_send(a.id)), 1, 16), 'hex')::uuid AS id,
            p.order_id,
            p.id AS payment_id,
            coalesce(a.owner, (
                SELECT other.owner FROM payments.entries side JOIN payments.accounts other ON other.id = side.account_id
                WHERE side.movement_id = m.id AND other.owner IS NOT NULL ORDER BY other.owner LIMIT 1)) AS operator_id,
            m.kind,
            CASE a.kind WHEN 'BuyerClearing' THEN 'Buyer' ELSE a.kind END AS account,
            e.amount,
            a.currency,
            m.at
        FROM payments.movements m
        JOIN payments.payments p ON p.id = m.cause_id
        JOIN payments.entries e ON e.movement_id = m.id
        JOIN payments.accounts a ON a.id = e.account_id
        WHERE m.cause_kind = 'pay' AND m.kind IN ('Charge', 'Refund') AND a.kind IN ('BuyerClearing', 'OperatorPayable');
        """);
}
