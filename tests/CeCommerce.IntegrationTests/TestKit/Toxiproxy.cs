using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;

namespace CeCommerce.IntegrationTests.TestKit;

/// <summary>toxiproxy, which spoils connections by command, as a process of its own. Tests say visibly that they were skipped where it is missing.</summary>
public sealed class Toxiproxy : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly HttpClient _http;
    private readonly Process _process;

    private Toxiproxy(Process process, Uri commands) => (_process, _http) = (process, new() { BaseAddress = commands });

    /// <summary>Null where there is none beside the checkout.</summary>
    public static string? Tool { get; } = Above(AppContext.BaseDirectory);

    public static void SkipWhereMissing() => Assert.SkipUnless(Tool is not null, "../shared/tools/toxiproxy is not on this machine.");

    public static async Task<Toxiproxy> StartAsync()
    {
        var commands = new Uri($"http://127.0.0.1:{FreePort()}/");
        var start = new ProcessStartInfo(Tool!, ["-host", commands.Host, "-port", $"{commands.Port}"]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var started = new Toxiproxy(process, commands);
        for (var since = Stopwatch.StartNew(); !await started.AnswersAsync();)
        {
            Assert.True(since.Elapsed < s_patience && !process.HasExited, "toxiproxy did not start.");
            await Task.Delay(50);
        }

        return started;
    }

    /// <summary>Another way to an address.</summary>
    public async Task<ToxicLine> LineAsync(string name, string upstream)
    {
        var listen = $"127.0.0.1:{FreePort()}";
        using var made = await _http.PostAsJsonAsync("proxies", new { name, listen, upstream, enabled = true });
        Assert.True(made.IsSuccessStatusCode, await made.Content.ReadAsStringAsync());
        return new(_http, name, listen);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            using var answer = await _http.GetAsync("version");
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
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
            if (Path.Combine(folder, "shared", "tools", "toxiproxy", "toxiproxy-server") is var tool && File.Exists(tool))
            {
                return tool;
            }
        }

        return null;
    }
}

/// <summary>A line that can be spoiled.</summary>
public sealed class ToxicLine(HttpClient commands, string name, string listen)
{
    /// <summary>Host and port.</summary>
    public string Address => listen;

    public int Port => int.Parse(listen.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Spoils what comes back, from now on and of connections that are open.</summary>
    /// <param name="type">latency, timeout, reset_peer, slow_close, limit_data, bandwidth or slicer.</param>
    /// <param name="attributes">As toxiproxy describes them.</param>
    public async Task SpoilAsync(string type, object attributes)
    {
        using var spoilt = await commands.PostAsJsonAsync($"proxies/{name}/toxics", new { name = type, type, stream = "downstream", attributes });
        Assert.True(spoilt.IsSuccessStatusCode, await spoilt.Content.ReadAsStringAsync());
    }

    public async Task MendAsync(string type)
    {
        using var mended = await commands.DeleteAsync(new Uri($"proxies/{name}/toxics/{type}", UriKind.Relative));
        Assert.True(mended.IsSuccessStatusCode, await mended.Content.ReadAsStringAsync());
    }

    /// <summary>Cuts all connections and takes no more, or is there again.</summary>
    public async Task TurnAsync(bool on)
    {
        using var turned = await commands.PostAsJsonAsync($"proxies/{name}", new { enabled = on });
        Assert.True(turned.IsSuccessStatusCode, await turned.Content.ReadAsStringAsync());
    }
}
