using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace CeCommerce.Benchmarks.SideBySide;

/// <summary>Sources of one version and what was published of them.</summary>
/// <param name="Name">For the table.</param>
internal sealed record Release(string Name, string Folder)
{
    public string Executable => Path.Combine(Folder, "artifacts", "ready", "cecommerce");

    public string Operation(string path) => File.ReadAllText(Path.Combine(Folder, "graphql", "operations", path + ".graphql"));
}

/// <summary>One life of a server of one version, over the database that all share.</summary>
internal sealed class Side : IAsyncDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _log = [];

    private Side(Release release, Process process, Uri address) => (Release, _process, Address) = (release, process, address);

    public Release Release { get; }

    public Uri Address { get; }

    /// <summary>From then on nobody may expect an answer.</summary>
    public bool IsKilled { get; private set; }

    /// <summary>What it said on the error stream.</summary>
    public IEnumerable<string> Log => _log;

    /// <summary>Starts <c>serve</c> and waits until it says that it is ready.</summary>
    public static async Task<Side> StartAsync(Release release, StockedHome home)
    {
        var address = new Uri(Text.Of($"http://127.0.0.1:{CommerceProcess.FreePort()}"));
        var side = new Side(release, Start(release, home, ["serve", "--urls", address.ToString()]), address);
        side._process.ErrorDataReceived += (_, line) => side._log.Enqueue(line.Data ?? "");
        side._process.BeginErrorReadLine();
        return await side._process.StandardOutput.ReadLineAsync() is { } line && line.Contains("is ready at", StringComparison.Ordinal)
            ? side
            : throw new InvalidOperationException($"The {release.Name} server did not start: {string.Join('\n', side._log)}");
    }

    /// <summary>Runs a command of that version to its end.</summary>
    public static async Task<(int Code, string Output)> RunAsync(Release release, StockedHome home, params string[] arguments)
    {
        using var process = Start(release, home, arguments);
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, process.ExitCode == 0 ? await output : await output + await errors);
    }

    /// <summary>SIGKILL.</summary>
    public async Task KillAsync()
    {
        IsKilled = true;
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM, unless it is dead; answers the exit code.</summary>
    public async Task<int> StopAsync()
    {
        if (!_process.HasExited)
        {
            using var term = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        }

        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _process.Dispose();
    }

    private static Process Start(Release release, StockedHome home, string[] arguments)
    {
        var start = new ProcessStartInfo(release.Executable, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetTempPath() };
        foreach (var (name, value) in SideSettings.Of(release, home))
        {
            start.Environment[name] = value;
        }

        start.Environment.Remove("CECOMMERCE_CLOCK");
        return Process.Start(start)!;
    }
}
