using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

[assembly: AssemblyFixture(typeof(CeCommerce.IntegrationTests.Payments.Processors.StripeMock))]

namespace CeCommerce.IntegrationTests.Payments.Processors;

/// <summary>stripe-mock, which knows the shape of every request of Stripe's API: one process for all tests, started by the first that asks.</summary>
public sealed class StripeMock : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);
    private static readonly Lazy<Task<StripeMock>> s_only = new(StartAsync);

    private Process? _process;

    /// <summary>The folder that holds it; null where there is none beside the checkout.</summary>
    public static string? Folder { get; } = Above(AppContext.BaseDirectory);

    public Uri Endpoint { get; private set; } = new("http://127.0.0.1/");

    public static void SkipWhereMissing() => Assert.SkipUnless(Folder is not null, "../shared/tools/stripe-mock is not on this machine: whether Stripe would take these requests was not tried.");

    /// <summary>The only one, up and answering.</summary>
    public static Task<StripeMock> OnlyAsync() => s_only.Value;

    public async ValueTask DisposeAsync()
    {
        if (s_only.IsValueCreated && (await s_only.Value)._process is { } process)
        {
            End(process);
            await process.WaitForExitAsync();
        }
    }

    private static void End(Process process)
    {
        if (!process.HasExited)
        {
            process.Kill();
        }
    }

    private static async Task<StripeMock> StartAsync()
    {
        var mock = new StripeMock { Endpoint = new($"http://127.0.0.1:{FreePort()}/") };
        string[] arguments = [
            "-spec", "spec3.endive.json", "-fixtures", "fixtures3.json", "-strict-version-check",
            "-http-addr", mock.Endpoint.Authority, "-https-addr", $"127.0.0.1:{FreePort()}"];
        mock._process = Process.Start(new ProcessStartInfo(Path.Combine(Folder!, "stripe-mock"), arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Folder,
        })!;

        // Tests that are stopped from outside leave no process behind.
        AppDomain.CurrentDomain.ProcessExit += (_, _) => End(mock._process);
        mock._process.OutputDataReceived += (_, _) => { };
        mock._process.ErrorDataReceived += (_, _) => { };
        mock._process.BeginOutputReadLine();
        mock._process.BeginErrorReadLine();
        for (var since = Stopwatch.StartNew(); !await mock.AnswersAsync();)
        {
            Assert.True(since.Elapsed < s_patience && !mock._process.HasExited, "stripe-mock did not start.");
            await Task.Delay(50);
        }

        return mock;
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
            if (Path.Combine(folder, "shared", "tools", "stripe-mock") is var found && File.Exists(Path.Combine(found, "stripe-mock")))
            {
                return found;
            }
        }

        return null;
    }
}
