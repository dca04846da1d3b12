using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CeCommerce.Platform.Database.Migrations;

/// <summary>Which rules of its own an operator has in use.</summary>
[DbContext(typeof(CommerceDatabase))]
[Migration("20261129160002_OperatorRulesInUse")]
internal sealed class OperatorRulesInUse : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("ALTER TABLE operators.operators ADD COLUMN own_rules jsonb;");

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("ALTER TABLE operators.operators DROP COLUMN own_rules;");
}
