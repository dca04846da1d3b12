using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CeCommerce.Platform.Database.Migrations;

/// <summary>Keeps of a webhook what the processor has signed, and which of its accounts it is about.</summary>
[DbContext(typeof(CommerceDatabase))]
[Migration("20261129220022_WebhookPayloads")]
internal sealed class WebhookPayloads : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("ALTER TABLE payments.webhook_inbox ADD COLUMN account text, ADD COLUMN payload bytea;");

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("ALTER TABLE payments.webhook_inbox DROP COLUMN account, DROP COLUMN payload;");
}
