using Microsoft.EntityFrameworkCore.Migrations;

namespace CeCommerce.Platform.Database;

/// <summary>A migration that is clearer in SQL: runs the embedded <c>.sql</c> file of the feature that it belongs to.</summary>
/// <param name="resource">The script's name in the assembly.</param>
/// <param name="alone">Outside the migration's transaction, so that its locks end with it; then it must be one statement that may be repeated.</param>
public abstract class SqlMigration(string resource, bool alone = false) : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        var assembly = typeof(SqlMigration).Assembly;
        using var stream = assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The embedded script {resource} is missing.");
        using var reader = new StreamReader(stream);
        migrationBuilder.Sql(reader.ReadToEnd(), suppressTransaction: alone);
    }
}
