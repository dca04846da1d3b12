using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CeCommerce.Platform.Database.Migrations;

/// <summary>Refunds may wait for an account of the buyer, whose app is told so, and once more before it is too late.</summary>
[DbContext(typeof(CommerceDatabase))]
[Migration("20261201010002_RefundReminders")]
internal sealed class RefundReminders : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        $"""
        ALTER TABLE payments.steps ADD COLUMN reminded_at timestamp with time zone;
        {States("'Waiting', 'Wanted', 'Pending', 'AwaitingBuyer', 'Succeeded', 'Failed'")}
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        $"""
        {States("'Waiting', 'Wanted', 'Pending', 'Succeeded', 'Failed'")}
        ALTER TABLE payments.steps DROP COLUMN reminded_at;
        """);

    private static string States(string ofRefunds) =>
        $"""
        ALTER TABLE payments.steps DROP CONSTRAINT ck_steps_state, ADD CONSTRAINT ck_steps_state CHECK (CASE kind
            WHEN 'Attempt' THEN state IN ('Begun', 'AwaitingBuyer', 'Pending', 'Succeeded', 'Declined', 'Dropped')
            WHEN 'Authorisation' THEN state IN ('Held', 'Captured', 'Voided', 'Expired')
            WHEN 'Capture' THEN state IN ('Wanted', 'Pending', 'Succeeded', 'Failed')
            WHEN 'Refund' THEN state IN ({ofRefunds})
            WHEN 'Transfer' THEN state IN ('Waiting', 'Wanted', 'Pending', 'Succeeded', 'Failed', 'Reversed')
            WHEN 'Dispute' THEN state IN ('EvidenceDue', 'UnderReview', 'Won', 'Lost')
            ELSE false END);
        """;
}
