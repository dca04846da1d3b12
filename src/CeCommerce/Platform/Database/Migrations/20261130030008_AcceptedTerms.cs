using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CeCommerce.Platform.Database.Migrations;

/// <summary>Which terms of the platform an operator accepted.</summary>
[DbContext(typeof(CommerceDatabase))]
[Migration("20261130030008_AcceptedTerms")]
internal sealed class AcceptedTerms : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("ALTER TABLE operators.operators ADD COLUMN accepted_terms jsonb;");

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("ALTER TABLE operators.operators DROP COLUMN accepted_terms;");
}
