using CeCommerce.Platform.Database;
using Npgsql;

namespace CeCommerce.Tests;

public sealed class DatabaseSourcesTests
{
    [Fact]
    public async Task Statements_stay_prepared_unless_the_connection_string_says_otherwise()
    {
        await using var ours = DatabaseSources.Pooled("Host=db");
        var chosen = new NpgsqlConnectionStringBuilder(ours.ConnectionString);
        Assert.Equal((40, 150, 2, true), (chosen.MaxPoolSize, chosen.MaxAutoPrepare, chosen.AutoPrepareMinUsages, chosen.NoResetOnClose));

        await using var theirs = DatabaseSources.Pooled("Host=db;MaxPoolSize=7;Max Auto Prepare=0;Auto Prepare Min Usages=5;No Reset On Close=false");
        chosen = new NpgsqlConnectionStringBuilder(theirs.ConnectionString);
        Assert.Equal((7, 0, 5, false), (chosen.MaxPoolSize, chosen.MaxAutoPrepare, chosen.AutoPrepareMinUsages, chosen.NoResetOnClose));
    }

    [Fact]
    public async Task Sessions_that_hold_locks_are_not_pooled_and_are_kept_alive()
    {
        await using var ours = DatabaseSources.Unpooled("Host=db");
        var chosen = new NpgsqlConnectionStringBuilder(ours.ConnectionString);
        Assert.Equal((false, 30), (chosen.Pooling, chosen.KeepAlive));
        await using var theirs = DatabaseSources.Unpooled("Host=db;Keepalive=5");
        Assert.Equal(5, new NpgsqlConnectionStringBuilder(theirs.ConnectionString).KeepAlive);
    }
}
