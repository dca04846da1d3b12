using System.Text;
using CeCommerce.Import;
using CeCommerce.Import.Jobs;
using CeCommerce.Import.Writing;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Operators;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CeCommerce.IntegrationTests.Import;

/// <summary>The product's services on a database of their own, and imports run on them like a command does.</summary>
public sealed class ImportShop(TestCluster cluster) : IAsyncLifetime
{
    public const string SmallColumns = "id,item,kind,brand,model,serial,imei,price,returns,days,text\n";

    private readonly TestDatabase _database = new(cluster);
    private readonly TemporaryHome _home = new();
    private ServiceProvider? _services;

    public TestClock Clock { get; } = new();

    public string Folder => Directory.CreateDirectory(_home.Path).FullName;

    internal NpgsqlDataSource Source => _services!.GetRequiredService<NpgsqlDataSource>();

    public static byte[] SmallMapping { get; } = Encoding.UTF8.GetBytes(
        """
        { "columns": { "sourceId": "id", "category": "item", "kind": "kind", "brand": "brand", "modelNumber": "model", "serial.maker": "serial", "serial.imei": "imei",
                       "price": "price", "returnPolicy": "returns", "deliveryDays": "days", "description": "text" },
          "constants": { "shippingFee": 0, "paymentTiming": "AT_ORDER", "paymentMethods": "CARD", "gradeScheme": "RMJ2", "grade.cosmetic": "B", "grade.functional": "F4" } }
        """);

    public async ValueTask InitializeAsync()
    {
        await _database.InitializeAsync();
        var services = new ServiceCollection();
        services.AddLogging();
        Features.Composition.AddServices(services, TestSettings.With(_database.ConnectionString, _home.Path, Clock), () => _database.ConnectionString);
        _services = services.BuildServiceProvider();
    }

    public async ValueTask DisposeAsync()
    {
        await _services!.DisposeAsync();
        await _database.DisposeAsync();
        _home.Dispose();
    }

    /// <summary>A server on the same database.</summary>
    internal ImportServer Server(TestClock? clock = null) => new(_database.ConnectionString, clock ?? Clock);

    internal AsyncServiceScope Scope() => _services!.CreateAsyncScope();

    internal async Task<Operator> OperatorAsync(string code = DemoOperators.Refurbisher)
    {
        await using var scope = Scope();
        return await scope.ServiceProvider.GetRequiredService<CommerceDatabase>().Set<Operator>().AsNoTracking().SingleAsync(x => x.Code == code);
    }

    internal async Task<StockSource> SmallAsync(string rows)
    {
        var path = Path.Combine(Folder, $"{Guid.CreateVersion7():N}.csv");
        await File.WriteAllTextAsync(path, SmallColumns + rows);
        return Good(await StockSource.OpenAsync(path, SmallMapping, CancellationToken.None));
    }

    /// <summary>A row of <see cref="SmallColumns"/> that meets the rules.</summary>
    internal static string Sneaker(string id, string serial, int price = 1_000, string returns = "8日以内") => $"{id},スニーカー,REUSE,Kutsu,K-1,{serial},,{price},{returns},3,きれいです\n";

    internal static async Task<StockSource> InventoryAsync()
    {
        Assert.SkipUnless(Shared is not null, "../shared/data/refurbisher-inventory.cp932.csv is not on this machine.");
        var mapping = await File.ReadAllBytesAsync(Path.Combine(Root, "samples", "stock-list-ja.mapping.json"));
        return Good(await StockSource.OpenAsync(Shared, mapping, CancellationToken.None));
    }

    /// <summary>Runs an import to its end, or until <paramref name="stopAfter"/> chunks, as a kill would.</summary>
    internal async Task<List<ImportedRow>> RunAsync(
        StockSource stock, string operatorCode = DemoOperators.Refurbisher, bool publish = true, bool dryRun = false, int stopAfter = int.MaxValue)
    {
        await using var scope = Scope();
        var owner = await OperatorAsync(operatorCode);
        var caller = new Caller(Role.Operator, null, owner.Id.Value, "test", new HashSet<string>(StringComparer.Ordinal));
        var wish = new ImportWish(caller, publish, dryRun);
        var import = scope.ServiceProvider.GetRequiredService<StockImport>();
        using var stop = new CancellationTokenSource();
        var heard = new Heard(stopAfter, stop);
        if (dryRun)
        {
            Good(await import.TryOutAsync(stock, owner, wish, heard, stop.Token));
            return heard.Rows;
        }

        var jobs = scope.ServiceProvider.GetRequiredService<ImportJobs>();
        await using var held = await jobs.ResumeOrOpenAsync(owner, stock, wish, stop.Token);
        await jobs.StartAsync(held, () => { }, stop.Token);
        try
        {
            Good(await import.RunAsync(held.Job, stock, owner, wish, heard, stop.Token));
            await jobs.FinishAsync(held.Job, null, stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return heard.Rows;
        }

        return heard.Rows;
    }

    internal async Task ExecuteAsync(string sql)
    {
        await using var connection = await Source.OpenConnectionAsync();
        await ExecuteAsync(connection, sql);
    }

    internal static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    internal async Task<T> ScalarAsync<T>(string sql)
    {
        await using var command = Source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Rows of every table of the product, those of its months together.</summary>
    internal async Task<Dictionary<string, long>> CountsAsync()
    {
        var tables = (await ScalarAsync<string>("SELECT string_agg(oid::regclass::text, ' ') FROM pg_class WHERE relkind IN ('r', 'p') AND NOT relispartition AND relnamespace::regnamespace::text IN ('items', 'listings', 'operators', 'platform')")).Split(' ');
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var table in tables)
        {
            counts[table] = await ScalarAsync<long>($"SELECT count(*) FROM {table}");
        }

        return counts;
    }

    internal static T Good<T>(Outcome<T> outcome)
    {
        Assert.True(outcome.Error is null, outcome.Error?.Message.En);
        return outcome.Value!;
    }

    internal static string Root { get; } = Above(folder => File.Exists(Path.Combine(folder, "CeCommerce.sln")))!;

    private static string? Shared { get; } = Above(folder => File.Exists(Path.Combine(folder, "shared", "data", "refurbisher-inventory.cp932.csv"))) is { } found
        ? Path.Combine(found, "shared", "data", "refurbisher-inventory.cp932.csv")
        : null;

    private static string? Above(Predicate<string> holds)
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (holds(folder))
            {
                return folder;
            }
        }

        return null;
    }

    private sealed class Heard(int stopAfter, CancellationTokenSource stop) : IImportListener
    {
        private int _chunks;

        public List<ImportedRow> Rows { get; } = [];

        public ValueTask OnOpenedAsync(StockFile file, CancellationToken cancellationToken) => ValueTask.CompletedTask;

        public ValueTask OnRowsAsync(IReadOnlyList<ImportedRow> rows, CancellationToken cancellationToken)
        {
            Rows.AddRange(rows);
            return ValueTask.CompletedTask;
        }

        public void OnProgress(ImportProgress progress)
        {
            if (++_chunks == stopAfter)
            {
                stop.Cancel();
            }
        }
    }
}
