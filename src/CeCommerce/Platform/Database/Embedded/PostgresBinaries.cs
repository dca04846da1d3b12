using System.Globalization;

namespace CeCommerce.Platform.Database.Embedded;

/// <summary>One directory with the server programs <c>initdb</c>, <c>postgres</c> and <c>pg_ctl</c>.</summary>
internal sealed record PostgresBinaries(string Directory)
{
    /// <summary>Where Debian and Ubuntu keep one directory a major version.</summary>
    internal const string PackagedRoot = "/usr/lib/postgresql";

    private static readonly string[] s_programs = ["initdb", "postgres", "pg_ctl"];

    public string InitDb => Path.Combine(Directory, "initdb");

    public string Postgres => Path.Combine(Directory, "postgres");

    public string PgCtl => Path.Combine(Directory, "pg_ctl");

    /// <summary>
    /// The programs that made the cluster when they are still installed (<paramref name="dataVersion"/>, e.g. <c>15</c>),
    /// else those on PATH, else the newest packaged version; null when the machine has none.
    /// </summary>
    public static PostgresBinaries? Find(string? searchPath, string packagedRoot, string? dataVersion)
    {
        var packaged = Packaged(packagedRoot);
        var maker = packaged.FirstOrDefault(directory => VersionOf(directory) == dataVersion);
        var found = maker ?? OnPath(searchPath) ?? packaged.FirstOrDefault();
        return found is null ? null : new PostgresBinaries(found);
    }

    private static string? OnPath(string? searchPath) => (searchPath ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Where(Path.IsPathRooted)
        .FirstOrDefault(IsComplete);

    private static List<string> Packaged(string root) => !System.IO.Directory.Exists(root) ? [] :
    [
        .. System.IO.Directory.EnumerateDirectories(root)
            .Select(version => Path.Combine(version, "bin"))
            .Where(IsComplete)
            .OrderByDescending(directory => int.TryParse(VersionOf(directory), CultureInfo.InvariantCulture, out var major) ? major : 0),
    ];

    private static string? VersionOf(string directory) => Path.GetFileName(Path.GetDirectoryName(directory));

    private static bool IsComplete(string directory) => Array.TrueForAll(s_programs, program => IsThere(Path.Combine(directory, program)));

    // A link that outlived its package exists, but what it names does not.
    private static bool IsThere(string program) => File.Exists(program) && File.ResolveLinkTarget(program, returnFinalTarget: true) is not { Exists: false };
}
