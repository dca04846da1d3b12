using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CeCommerce.Platform.Database.Migrations;

/// <summary>What processors take for a dispute after it was opened. A server of the version before does not hear of it.</summary>
[DbContext(typeof(CommerceDatabase))]
[Migration("20261202010004_DisputeFees")]
internal sealed class DisputeFees : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        CREATE TABLE payments.dispute_fees (
            id uuid NOT NULL CONSTRAINT pk_dispute_fees PRIMARY KEY,
            dispute_id uuid NOT NULL CONSTRAINT fk_dispute_fees_disputes_dispute_id REFERENCES payments.disputes (id) ON DELETE RESTRICT,
            processor_id text NOT NULL,
            amount bigint NOT NULL CONSTRAINT ck_dispute_fees_amount CHECK (amount <> 0),
            heard_at timestamp with time zone NOT NULL);
        CREATE INDEX ix_dispute_fees_dispute ON payments.dispute_fees (dispute_id);
        CREATE TRIGGER tr_dispute_fees_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON payments.dispute_fees
            FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("DROP TABLE payments.dispute_fees");
}
