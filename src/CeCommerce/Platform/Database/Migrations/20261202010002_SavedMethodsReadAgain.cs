using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CeCommerce.Platform.Database.Migrations;

/// <summary>Finds saved means of payment that nobody has asked the processor about for long.</summary>
[DbContext(typeof(CommerceDatabase))]
[Migration("20261202010002_SavedMethodsReadAgain")]
internal sealed class SavedMethodsReadAgain : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        "CREATE INDEX ix_saved_methods_read ON payments.saved_methods (read_at) WHERE state = 'Usable' AND NOT unsettled");

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("DROP INDEX payments.ix_saved_methods_read");
}
