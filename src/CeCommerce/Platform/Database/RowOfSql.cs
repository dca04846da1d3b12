using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CeCommerce.Platform.Database;

internal static class RowOfSql
{
    /// <summary>
    /// A row that a statement of our own answers, of no table. It has its place in the model because a query of a type that the model
    /// does not know builds half a model by convention, at run time, in every process that asks.
    /// </summary>
    public static void IsReadBySql<TRow>(this EntityTypeBuilder<TRow> builder)
        where TRow : class => builder.HasNoKey().ToTable(name: null);
}
