using CeCommerce.Platform.Database.Embedded;

namespace CeCommerce.IntegrationTests.TestKit;

/// <summary>A CECOMMERCE_HOME for one test or one run; deleted on disposal. Not there yet: the product makes it, with the rights it needs.</summary>
public sealed class TemporaryHome : IDisposable
{
    private const string Pattern = "cecommerce-test-";

    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), Pattern + TypedIdText());

    /// <summary>Stops and deletes what earlier runs left because they were killed.</summary>
    public static async Task SweepAsync()
    {
        foreach (var home in Directory.EnumerateDirectories(System.IO.Path.GetTempPath(), Pattern + "*").Where(IsAbandoned).ToList())
        {
            var started = await EmbeddedPostgres.StartAsync(new EmbeddedPostgresOptions(home, Durable: false));
            if (started.Value is { } leftover)
            {
                await leftover.DisposeAsync();
            }

            try
            {
                Directory.Delete(home, recursive: true);
            }
            catch (DirectoryNotFoundException)
            {
                // Another run that began at the same moment deletes it too.
            }
        }
    }

    public void Dispose()
    {
        if (Directory.Exists(Path))
        {
            Directory.Delete(Path, recursive: true);
        }
    }

    private static bool IsAbandoned(string home)
    {
        var own = System.IO.Path.Combine(home, "postgres");
        using var lease = new ClusterLease(own);
        return Directory.Exists(own) && Directory.GetCreationTimeUtc(home) < TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(-2) && lease.LeaveAsLast();
    }

    private static string TypedIdText() => Guid.CreateVersion7().ToString("N")[^12..];
}
