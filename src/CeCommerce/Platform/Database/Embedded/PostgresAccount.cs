using System.Diagnostics;

namespace CeCommerce.Platform.Database.Embedded;

/// <summary>
/// The operating-system user that runs the cluster. PostgreSQL refuses to run as root, so root hands it to the user of
/// the PostgreSQL package, or to <c>nobody</c>; everyone else runs it themselves (<see cref="UserName"/> is null).
/// </summary>
internal sealed record PostgresAccount(string? UserName)
{
    public static PostgresAccount OfThisProcess() => new(!Environment.IsPrivilegedProcess ? null : HasPostgresUser() ? "postgres" : "nobody");

    /// <summary>Makes a directory that this user owns and no other user can enter.</summary>
    public async Task OwnAsync(string directory, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        if (UserName is not null)
        {
            var chown = await new PostgresAccount(UserName: null).RunAsync("chown", ["-R", UserName, directory], "/", "", cancellationToken);
            if (chown.Failed)
            {
                throw new IOException(chown.Output);
            }
        }
    }

    /// <summary>Runs a program to its end. <paramref name="workingDirectory"/> must be one that this user can enter.</summary>
    public async Task<ProgramResult> RunAsync(
        string program, IEnumerable<string> arguments, string workingDirectory, string input, CancellationToken cancellationToken)
    {
        var start = Describe(program, arguments, workingDirectory);
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync(cancellationToken);
        return new ProgramResult(process.ExitCode, (await errors + await output).Trim());
    }

    /// <summary>
    /// Starts a program that outlives us: in a session of its own, so that Ctrl+C in our terminal does not reach it before
    /// we have drained, and with its output in <paramref name="log"/>.
    /// </summary>
    public Process Launch(string program, IEnumerable<string> arguments, string workingDirectory, string log) =>
        Process.Start(Describe(
            "/bin/sh", ["-c", "log=$1; shift; exec setsid \"$@\" </dev/null >>\"$log\" 2>&1", "sh", log, program, .. arguments], workingDirectory))!;

    private ProcessStartInfo Describe(string program, IEnumerable<string> arguments, string workingDirectory)
    {
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false, WorkingDirectory = workingDirectory };
        if (UserName is not null)
        {
            start.UserName = UserName;
        }

        // PGPORT, PGDATA and their like belong to other clusters of this machine.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("PG", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["LC_ALL"] = "C.UTF-8";
        return start;
    }

    private static bool HasPostgresUser() =>
        File.Exists("/etc/passwd") && File.ReadLines("/etc/passwd").Any(line => line.StartsWith("postgres:", StringComparison.Ordinal));
}

/// <summary>How a program ended and all that it said.</summary>
internal readonly record struct ProgramResult(int ExitCode, string Output)
{
    public bool Failed => ExitCode != 0;
}
