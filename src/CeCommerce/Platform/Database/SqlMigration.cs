using Microsoft.EntityFrameworkCore.Migrations;

namespace CeCommerce.Platform.Database;

/// <summary>A migration that is clearer in SQL: runs the embedded <c>.sql</c> file of the feature that it belongs to.</summary>
public abstract class SqlMigration(string resource) : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        var assembly = typeof(SqlMigration).Assembly;
        using var stream = assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The embedded script {resource} is missing.");
        using var reader = new StreamReader(stream);
        migrationBuilder.Sql(reader.ReadToEnd());
    }
}
