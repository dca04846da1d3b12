using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace CeCommerce.IntegrationTests.TestKit;

/// <summary>versitygw, a real S3 store over a folder, as a process of its own. Tests say visibly that they were skipped where it is missing.</summary>
public sealed class ObjectStoreServer : IAsyncLifetime
{
    public const string KeyId = "test";
    public const string Secret = "testtest-never-to-be-seen";

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly TemporaryHome _home = new();
    private Process? _process;

    /// <summary>Null where there is none beside the checkout.</summary>
    public static string? Tool { get; } = Above(AppContext.BaseDirectory);

    public Uri Endpoint { get; } = new($"http://127.0.0.1:{FreePort()}/");

    /// <summary>Where the store keeps its buckets, each a folder.</summary>
    public string Folder => _home.Path;

    public static void SkipWhereMissing() => Assert.SkipUnless(Tool is not null, "../shared/tools/versitygw is not on this machine.");

    public ValueTask InitializeAsync() => Tool is null ? ValueTask.CompletedTask : StartAsync(_home.Path);

    /// <summary>The same over another folder, such as a file system that is nearly full.</summary>
    public async ValueTask StartAsync(string folder)
    {
        Directory.CreateDirectory(folder);
        var start = new ProcessStartInfo(Tool!, ["--port", Endpoint.Authority, "posix", folder]) { RedirectStandardOutput = true, RedirectStandardError = true };
        (start.Environment["ROOT_ACCESS_KEY"], start.Environment["ROOT_SECRET_KEY"]) = (KeyId, Secret);
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, _) => { };
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        for (var since = Stopwatch.StartNew(); !await AnswersAsync();)
        {
            Assert.True(since.Elapsed < s_patience && !_process.HasExited, "versitygw did not start.");
            await Task.Delay(50);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
            _process.Dispose();
        }

        _home.Dispose();
    }

    private async Task<bool> AnswersAsync()
    {
        using var trial = new TcpClient();
        try
        {
            await trial.ConnectAsync(Endpoint.Host, Endpoint.Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string? Above(string? folder)
    {
        for (; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (Path.Combine(folder, "shared", "tools", "versitygw", "versitygw") is var tool && File.Exists(tool))
            {
                return tool;
            }
        }

        return null;
    }
}
