using CeCommerce.Checkout;
using CeCommerce.Items;
using CeCommerce.Listings;
using CeCommerce.Operators;
using CeCommerce.Partners;
using CeCommerce.Platform;
using CeCommerce.Platform.Database.Embedded;
using CeCommerce.Platform.Identity;
using Npgsql;

namespace CeCommerce.Benchmarks;

/// <summary>
/// A home with its embedded, durable cluster. <c>CECOMMERCE_BENCH_HOME</c> keeps it for the next run, so that tuning one thing does not mean
/// importing everything again.
/// </summary>
internal sealed class StockedHome(string? kept) : IAsyncDisposable
{
    private EmbeddedPostgres? _postgres;
    private NpgsqlDataSource? _source;

    public string Directory { get; } = kept ?? Path.Combine(Path.GetTempPath(), "cecommerce-bench-" + Guid.CreateVersion7().ToString("N")[^12..]);

    /// <summary>The version that it is of.</summary>
    public string Executable { get; init; } = Environment.GetEnvironmentVariable("CECOMMERCE_EXECUTABLE") ?? throw new InvalidOperationException("scripts/bench says where the executable is.");

    /// <summary>The day of the demo data, running on.</summary>
    public TimeProvider Clock { get; init; } = new OffsetTimeProvider(new DateTimeOffset(2026, 11, 20, 9, 0, 0, TimeSpan.FromHours(9)));

    /// <summary>Of the environment of its servers.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public string ConnectionString => _postgres!.ConnectionString;

    public string PostgresLog => Path.Combine(_postgres!.Directory, "postgres.log");

    public NpgsqlDataSource Source => _source ??= NpgsqlDataSource.Create(ConnectionString);

    /// <summary>Processor time that the cluster took so far, with its processes that ended.</summary>
    public TimeSpan PostgresProcessorTime
    {
        get
        {
            var postmaster = File.ReadLines(System.IO.Directory.EnumerateFiles(Directory, "postmaster.pid", SearchOption.AllDirectories).Single()).First().Trim();
            var ticks = System.IO.Directory.EnumerateDirectories("/proc").Where(folder => char.IsAsciiDigit(Path.GetFileName(folder)[0])).Sum(folder => TicksOf(folder, postmaster));
            return TimeSpan.FromSeconds(ticks / 100.0);
        }
    }

    /// <summary>The home that the measurements share.</summary>
    public static StockedHome Shared() => new(Environment.GetEnvironmentVariable("CECOMMERCE_BENCH_HOME"));

    /// <summary>A home of its own, gone when disposed.</summary>
    public static StockedHome Temporary() => new(kept: null);

    /// <summary>As <see cref="Temporary()"/>, of another version.</summary>
    public static StockedHome Temporary(string executable) => new(kept: null) { Executable = executable };

    /// <summary>Keeps the cluster running between the processes that use it.</summary>
    public async Task HoldAsync()
    {
        if (_postgres is not null)
        {
            return;
        }

        var started = await EmbeddedPostgres.StartAsync(new EmbeddedPostgresOptions(Directory));
        _postgres = started.Try(out var postgres, out var error) ? postgres : throw new InvalidOperationException(error.Message.En);
    }

    /// <summary>Lets go of the cluster: the next process must start it.</summary>
    public async Task ReleaseAsync()
    {
        if (_source is not null)
        {
            await _source.DisposeAsync();
        }

        if (_postgres is not null)
        {
            await _postgres.DisposeAsync();
        }

        (_source, _postgres) = (null, null);
    }

    public async Task<T> AskAsync<T>(string sql)
    {
        await using var command = Source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var command = Source.CreateCommand(sql);
        command.CommandTimeout = 600;
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The tables of the home, empty, in another database of its cluster.</summary>
    public async Task CopySchemaAsync(string database)
    {
        var (programs, file) = (PostgresBinaries.Find(null, PostgresBinaries.PackagedRoot, null)!.Directory, Path.Combine(Directory, "schema.sql"));
        string[] where = ["-h", _postgres!.Directory, "-U", new NpgsqlConnectionStringBuilder(ConnectionString).Username!];
        await RunAsync(Path.Combine(programs, "pg_dump"), [.. where, "--schema-only", "-f", file, new NpgsqlConnectionStringBuilder(ConnectionString).Database!]);
        await RunAsync(Path.Combine(programs, "psql"), [.. where, "-q", "-v", "ON_ERROR_STOP=1", "-f", file, database]);
    }

    /// <summary>An access token for a consumer; each has a bucket of cost of its own.</summary>
    public string TokenOf(string consumer)
    {
        var settings = IdentitySettings.Read(_ => null, Directory, development: true);
        return new LocalToken(settings.Value!, null!, new Scopes([]), Clock).Make(new(
            Role.Consumer, null, consumer, [ListingScopes.Read, ItemScopes.Read, OperatorScopes.Read, BuyingScopes.Read, BuyingScopes.Write]));
    }

    /// <summary>Hundredths of a second of a process of the cluster, see proc(5); 0 for any other.</summary>
    private static long TicksOf(string folder, string postmaster)
    {
        try
        {
            var stat = File.ReadAllText(Path.Combine(folder, "stat"));
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return Path.GetFileName(folder) == postmaster ? fields[11..15].Sum(long.Parse) : fields[1] == postmaster ? fields[11..13].Sum(long.Parse) : 0;
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private static async Task RunAsync(string program, string[] arguments)
    {
        using var process = System.Diagnostics.Process.Start(program, arguments);
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await ReleaseAsync();
        if (kept is null && System.IO.Directory.Exists(Directory))
        {
            System.IO.Directory.Delete(Directory, recursive: true);
        }
    }
}
