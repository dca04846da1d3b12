namespace CeCommerce.Platform;

/// <summary>A file that a command writes: beside its name, which it takes at the end, so that nobody reads half of it.</summary>
internal sealed class WholeFile : IDisposable
{
    private readonly string _path;
    private readonly string? _part;

    private WholeFile(string path, string? part, Stream stream) => (_path, _part, Stream) = (path, part, stream);

    public Stream Stream { get; }

    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">Nor may it be.</exception>
    public static WholeFile Create(string path)
    {
        var real = RealPath(path);
        if (File.Exists(real) && new FileStream(real, FileMode.Open, FileAccess.Write) is var existing)
        {
            // A pipe or a terminal has no name to take.
            if (!existing.CanSeek)
            {
                return new WholeFile(real, null, existing);
            }

            existing.Dispose();
        }

        return new WholeFile(real, PartOf(real), File.Create(PartOf(real)));
    }

    /// <summary>Whether writing it would touch that file.</summary>
    public static bool IsSame(string path, string other) => RealPath(other) is var real && (real == RealPath(path) || real == PartOf(RealPath(path)));

    /// <summary>It is whole: it takes its name.</summary>
    public void Keep()
    {
        Stream.Dispose();
        if (_part is not null)
        {
            File.Move(_part, _path, overwrite: true);
        }
    }

    /// <summary>Leaves nothing of what was not kept.</summary>
    public void Dispose()
    {
        try
        {
            Stream.Dispose();
        }
        finally
        {
            if (_part is not null)
            {
                File.Delete(_part);
            }
        }
    }

    private static string PartOf(string real) => real + ".part";

    /// <summary>Where a path leads, through links of the file and of every directory above it.</summary>
    private static string RealPath(string path)
    {
        var full = Path.GetFullPath(path);
        if (Path.GetDirectoryName(full) is not { } parent)
        {
            return full;
        }

        var here = Path.Combine(RealPath(parent), Path.GetFileName(full));
        if (!Path.Exists(here))
        {
            return here;
        }

        var link = Directory.Exists(here) ? Directory.ResolveLinkTarget(here, returnFinalTarget: false) : File.ResolveLinkTarget(here, returnFinalTarget: false);
        return link is null || link.FullName == here ? here : RealPath(link.FullName);
    }
}
