using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Npgsql;

namespace CeCommerce.Platform.Database;

/// <summary>Lets <c>dotnet ef migrations add</c> see the model without a server; it never connects.</summary>
internal sealed class DesignTimeDatabase : IDesignTimeDbContextFactory<CommerceDatabase>
{
    public CommerceDatabase CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<CommerceDatabase>();
        DatabaseFeature.Configure(options, NpgsqlDataSource.Create("Host=design-time"));
        return new CommerceDatabase(options.Options);
    }
}
