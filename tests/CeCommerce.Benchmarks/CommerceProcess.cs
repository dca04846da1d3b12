using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace CeCommerce.Benchmarks;

/// <summary>The published executable as its users run it, and what it costs.</summary>
internal sealed class CommerceProcess : IAsyncDisposable
{
    private readonly Process _process;

    private CommerceProcess(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    /// <summary>Resident memory now, in MB.</summary>
    public double ResidentMegabytes => Megabytes("VmRSS:");

    /// <summary>Largest resident memory so far, in MB.</summary>
    public double PeakMegabytes => Megabytes("VmHWM:");

    /// <summary>Processor time that it took so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Starts <c>serve</c>; does not wait.</summary>
    public static CommerceProcess Launch(StockedHome home)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort().ToString(CultureInfo.InvariantCulture)}");
        return new(Start(home, ["serve", "--urls", address.ToString()], home.Executable), address);
    }

    /// <summary>Starts <c>serve</c> and waits until it says that it is ready.</summary>
    public static async Task<CommerceProcess> ServeAsync(StockedHome home)
    {
        var server = Launch(home);
        await server.ReadyAsync();
        return server;
    }

    /// <summary>This program's own bare endpoint over the same database.</summary>
    public static async Task<CommerceProcess> BareEndpointAsync(StockedHome home, string sqlFile)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort().ToString(CultureInfo.InvariantCulture)}");
        var process = Start(home, ["bare-endpoint", home.ConnectionString, sqlFile, address.ToString()], Environment.ProcessPath!);
        var server = new CommerceProcess(process, address);
        await server.ReadyAsync();
        return server;
    }

    /// <summary>Runs a command to its end; answers how long it took and its largest resident memory in MB.</summary>
    public static async Task<(TimeSpan Took, double PeakMegabytes)> RunAsync(StockedHome home, params string[] arguments)
    {
        var since = Stopwatch.GetTimestamp();
        await using var command = new CommerceProcess(Start(home, arguments, home.Executable), new Uri("http://127.0.0.1"));
        var errors = command._process.StandardError.ReadToEndAsync();
        var output = command._process.StandardOutput.ReadToEndAsync();
        var peak = 0.0;
        while (!command._process.HasExited)
        {
            peak = Math.Max(peak, command.PeakMegabytes);
            await Task.Delay(20);
        }

        // An import ends with 1 when it refused rows.
        return command._process.ExitCode == 0 || (command._process.ExitCode == 1 && arguments[0] == "import")
            ? (Stopwatch.GetElapsedTime(since), peak)
            : throw new InvalidOperationException($"{string.Join(' ', arguments)} ended with {command._process.ExitCode}: {await errors} {await output}");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private async Task ReadyAsync()
    {
        if (await _process.StandardOutput.ReadLineAsync() is not { } line || !line.Contains("is ready at", StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"The server did not start: {await _process.StandardError.ReadToEndAsync()}");
        }

        _process.BeginErrorReadLine();
    }

    private static Process Start(StockedHome home, string[] arguments, string program)
    {
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetTempPath() };
        start.Environment["CECOMMERCE_HOME"] = home.Directory;
        start.Environment["CECOMMERCE_CLOCK"] = home.Clock.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss'Z'", CultureInfo.InvariantCulture);
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        // What is measured is the server, not what one caller may ask of it.
        start.Environment["GraphQL__BucketRefillPerSecond"] = "1000000";
        start.Environment.Remove("CECOMMERCE_DATABASE");
        foreach (var (name, value) in home.Variables)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    private double Megabytes(string field)
    {
        try
        {
            var line = File.ReadLines($"/proc/{_process.Id.ToString(CultureInfo.InvariantCulture)}/status").FirstOrDefault(line => line.StartsWith(field, StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2].Split('\t')[^1], CultureInfo.InvariantCulture) / 1024.0;
        }
        catch (IOException)
        {
            return 0;
        }
    }

    /// <summary>A port that nobody listens on at the moment.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
