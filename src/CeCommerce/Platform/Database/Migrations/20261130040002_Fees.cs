using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CeCommerce.Platform.Database.Migrations;

/// <summary>The platform's fee rules, and the fee of each unit of an order beside its line, so that a server of the version before writes lines as ever: what it sells bears none.</summary>
[DbContext(typeof(CommerceDatabase))]
[Migration("20261130040002_Fees")]
internal sealed class Fees : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        CREATE TABLE orders.fee_rules (
            id uuid NOT NULL CONSTRAINT pk_fee_rules PRIMARY KEY,
            operator_id uuid CONSTRAINT fk_fee_rules_operators_operator_id REFERENCES operators.operators (id) ON DELETE RESTRICT,
            kind text,
            category text,
            basis_points integer NOT NULL CONSTRAINT ck_fee_rules_basis_points CHECK (basis_points BETWEEN 0 AND 10000),
            fixed_amount bigint NOT NULL CONSTRAINT ck_fee_rules_fixed CHECK (fixed_amount >= 0),
            fixed_currency text NOT NULL,
            returned_on_refund boolean NOT NULL,
            "from" timestamp with time zone NOT NULL,
            until timestamp with time zone,
            set_at timestamp with time zone NOT NULL,
            CONSTRAINT ck_fee_rules_until CHECK (until >= "from"));
        CREATE INDEX ix_fee_rules_operator ON orders.fee_rules (operator_id);

        CREATE TABLE orders.line_fees (
            order_id uuid NOT NULL,
            line integer NOT NULL,
            rule_id uuid NOT NULL CONSTRAINT fk_line_fees_fee_rules_rule_id REFERENCES orders.fee_rules (id) ON DELETE RESTRICT,
            basis_points integer NOT NULL,
            fixed_amount bigint NOT NULL,
            tax_percent integer NOT NULL,
            returned_on_refund boolean NOT NULL,
            price bigint NOT NULL,
            currency text NOT NULL,
            amount bigint NOT NULL,
            tax bigint NOT NULL,
            charged_at timestamp with time zone,
            charged_amount bigint NOT NULL,
            charged_tax bigint NOT NULL,
            given_back_amount bigint NOT NULL,
            given_back_tax bigint NOT NULL,
            CONSTRAINT pk_line_fees PRIMARY KEY (order_id, line),
            CONSTRAINT fk_line_fees_order_lines_order_id_line FOREIGN KEY (order_id, line) REFERENCES orders.order_lines ON DELETE RESTRICT,
            CONSTRAINT ck_line_fees_charged CHECK (charged_amount BETWEEN 0 AND amount AND charged_tax BETWEEN 0 AND tax AND (charged_at IS NOT NULL OR (charged_amount = 0 AND charged_tax = 0))),
            CONSTRAINT ck_line_fees_given_back CHECK (given_back_amount BETWEEN 0 AND charged_amount AND given_back_tax BETWEEN 0 AND charged_tax));
        CREATE INDEX ix_line_fees_rule ON orders.line_fees (rule_id);
        CREATE INDEX ix_line_fees_charged ON orders.line_fees (charged_at) WHERE charged_at IS NOT NULL;

        CREATE TABLE orders.fee_returns (
            id uuid NOT NULL CONSTRAINT pk_fee_returns PRIMARY KEY,
            order_id uuid NOT NULL,
            line integer NOT NULL,
            cause uuid NOT NULL,
            amount bigint NOT NULL CONSTRAINT ck_fee_returns_amount CHECK (amount >= 0),
            tax bigint NOT NULL CONSTRAINT ck_fee_returns_tax CHECK (tax >= 0),
            currency text NOT NULL,
            at timestamp with time zone NOT NULL,
            CONSTRAINT fk_fee_returns_line_fees_order_id_line FOREIGN KEY (order_id, line) REFERENCES orders.line_fees ON DELETE RESTRICT);
        CREATE UNIQUE INDEX ux_fee_returns_cause ON orders.fee_returns (order_id, line, cause);
        CREATE INDEX ix_fee_returns_at ON orders.fee_returns (at);
        CREATE TRIGGER tr_fee_returns_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON orders.fee_returns
            FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("DROP TABLE orders.fee_returns, orders.line_fees, orders.fee_rules;");
}
