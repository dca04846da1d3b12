using CeCommerce.Import.Jobs;
using CeCommerce.Items;
using CeCommerce.Listings;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.Events;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CeCommerce.IntegrationTests.Import;

public sealed class ImportTablesTests(ImportShop shop) : IClassFixture<ImportShop>
{
    [Fact]
    public void Every_column_of_the_tables_that_an_import_fills_is_copied()
    {
        using var scope = shop.Scope();
        var model = scope.ServiceProvider.GetRequiredService<CommerceDatabase>().Model;
        Type[] filled = [.. ItemIntake.Tables, .. ListingIntake.Tables.Except([typeof(EventRecord)]), typeof(ImportedRow)];
        foreach (var entity in filled.Select(type => model.FindEntityType(type)!))
        {
            var columns = entity.GetFlattenedProperties().Select(property => property.GetColumnName()).Where(name => name != "xmin").Order(StringComparer.Ordinal);
            Assert.Equal(columns, new BulkCopy(entity).ColumnNames.Order(StringComparer.Ordinal));
        }
    }
}
