using System.Collections.Concurrent;
using System.Diagnostics;

namespace CeCommerce.IntegrationTests.TestKit;

/// <summary>The product's executable as a process of its own, for what only processes can show: kills, signals, sharing.</summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _log = [];

    private ServerProcess(Process process) => _process = process;

    /// <summary>Where it answers, from its own line <c>CeCommerce is ready at …</c>.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1");

    public int Id => _process.Id;

    /// <summary>What it said on the error stream since it was ready.</summary>
    public IEnumerable<string> Log => _log;

    /// <summary>Starts <c>serve</c> and waits until it is ready.</summary>
    public static async Task<ServerProcess> StartAsync(string home, params (string Name, string Value)[] variables)
    {
        var server = new ServerProcess(Start(home, ["serve", "--urls", "http://127.0.0.1:0"], variables));
        const string Ready = "CeCommerce is ready at ";
        var line = await server._process.StandardOutput.ReadLineAsync().WaitAsync(s_patience);
        if (line?.StartsWith(Ready, StringComparison.Ordinal) != true)
        {
            throw new InvalidOperationException($"The server said '{line}' and: {await server._process.StandardError.ReadToEndAsync()}");
        }

        server.Address = new Uri(line[Ready.Length..]);
        server._process.ErrorDataReceived += (_, line) => server._log.Enqueue(line.Data ?? "");
        server._process.BeginErrorReadLine();
        return server;
    }

    /// <summary>Runs a command to its end.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(string home, string[] arguments, params (string Name, string Value)[] variables)
    {
        using var process = Start(home, arguments, variables);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(s_patience);
        return (process.ExitCode, await output, await errors);
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync().WaitAsync(s_patience);
    }

    /// <summary>SIGTERM; answers the exit code.</summary>
    public async Task<int> TerminateAsync()
    {
        await SignalAsync("TERM", Id);
        await _process.WaitForExitAsync().WaitAsync(s_patience);
        return _process.ExitCode;
    }

    public static async Task SignalAsync(string signal, int process)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{process}"]);
        await kill.WaitForExitAsync();
    }

    /// <summary>kill -9 of any process; answers when it is gone, which on a busy machine is a moment later.</summary>
    public static async Task KillAsync(int process)
    {
        await SignalAsync("KILL", process);
        while (Lives(process))
        {
            await Task.Delay(5);
        }
    }

    // A process that is dead but not yet waited for has no command line.
    private static bool Lives(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/cmdline").Length > 0;
        }
        catch (IOException)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await TerminateAsync();
        }

        _process.Dispose();
    }

    private static Process Start(string home, string[] arguments, (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "cecommerce.dll"), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var inherited in start.Environment.Keys.Where(name => name.StartsWith("CECOMMERCE_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(inherited);
        }

        start.Environment["CECOMMERCE_HOME"] = home;
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }
}
