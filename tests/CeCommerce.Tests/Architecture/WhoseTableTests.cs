using System.Text.RegularExpressions;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Tests.Architecture;

/// <summary>Each room keeps its tables in a schema of its own; SQL by hand speaks of no others. What a room wants of another's it asks its service for.</summary>
public sealed partial class WhoseTableTests
{
    private static readonly Dictionary<string, string> Schemas = new(StringComparer.Ordinal)
    {
        ["platform"] = "Platform",
        ["standards"] = "Standards",
        ["identity"] = "Partners",
        ["personal"] = "Personal",
        ["operators"] = "Operators",
        ["items"] = "Items",
        ["passports"] = "Passports",
        ["listings"] = "Listings",
        ["reports"] = "Reports",
        ["search"] = "Search",
        ["shipping"] = "Shipping",
        ["checkout"] = "Checkout",
        ["orders"] = "Orders",
        ["invoices"] = "Invoices",
        ["payments"] = "Payments",
    };

    /// <summary>Tables that stayed in the schema of the room that they came out of, since a server of the version before still reads them there.</summary>
    private static readonly Dictionary<string, string> MovedTables = new(StringComparer.Ordinal)
    {
        ["listings.import_jobs"] = "Import",
        ["listings.import_rows"] = "Import",
        ["orders.holds"] = "Checkout",
    };

    /// <summary>What the platform offers to the tables of every room.</summary>
    private static readonly string[] ForEveryone = ["platform.refuse_change"];

    /// <summary>This list may only get shorter; a line that is no longer true must go.</summary>
    private static readonly string[] Exceptions =
    [
        // A migration that landed; such files never change.
        "Listings/verdicts.sql says items.items",
        // A migration that moves into its room what was kept in another.
        "Listings/offer_facts.sql says items.items",
        // A trigger for the version before, which completes orders and knows no custody; it goes with the next release.
        "Orders/completed_sales.sql says items.complete_sale",
    ];

    private static readonly string[] SingleValues = ["bool", "int", "long", "string", "Guid", "DateTimeOffset"];

    [Fact]
    public void No_room_speaks_sql_about_the_tables_of_another() => Assert.Equal(
        Exceptions.Order(StringComparer.Ordinal),
        SourceFile.All
            .SelectMany(file => file.Texts.SelectMany(text => TableName().Matches(text)).Select(match => match.Value)
                .Where(table => Schemas.ContainsKey(SchemaOf(table)) && OwnerOf(table) != file.Room && !ForEveryone.Contains(table))
                .Select(table => $"{file.Path} says {table}"))
            .Distinct()
            .Order(StringComparer.Ordinal));

    [Fact]
    public void Every_table_is_mapped_by_the_room_that_owns_its_schema()
    {
        using var database = new DesignTimeDatabase().CreateDbContext([]);
        var mapped = database.Model.GetEntityTypes()
            .Where(entity => entity.ClrType.Assembly == typeof(CommerceDatabase).Assembly && entity.FindPrimaryKey() is not null)
            .Select(entity => (Table: entity.GetSchemaQualifiedTableName()!, Room: entity.ClrType.Namespace!.Split('.')[1]))
            .ToList();
        Assert.True(mapped.Count >= 15, "The model has its tables.");
        Assert.All(mapped, x => Assert.Equal((x.Table, OwnerOf(x.Table)), x));
    }

    /// <summary>A type that the model does not know costs every process a tenth of a second, once: half a model by convention.</summary>
    [Fact]
    public void What_sql_answers_is_a_single_value_or_has_its_place_in_the_model() => Assert.Empty(
        SourceFile.All.SelectMany(file => QueriedType().Matches(file.Text)
            .Where(match => !SingleValues.Contains(match.Groups["type"].Value))
            .Select(match => $"{file.Path}: {match.Value}")));

    private static string SchemaOf(string table) => table[..table.IndexOf('.', StringComparison.Ordinal)];

    private static string OwnerOf(string table) => MovedTables.TryGetValue(table, out var room) ? room : Schemas[SchemaOf(table)];

    [GeneratedRegex(@"\bSqlQuery(Raw)?<(?<type>[^>]+?)\??>", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex QueriedType();

    [GeneratedRegex(@"(?<![\w.])[a-z_]+\.[a-z_]+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex TableName();
}
