namespace CeCommerce.Search.Lucene;

/// <summary>
/// The directory of one server's index: <c>lock</c>, <c>current</c> (the name of the live generation) and one directory a
/// generation. A rebuild fills a new generation and then rewrites <c>current</c>, so a crash leaves either the old or the new.
/// </summary>
internal sealed class IndexHome : IDisposable
{
    private const string Prefix = "generation-";

    /// <summary>EWOULDBLOCK: what a lock that somebody else has answers.</summary>
    private const int Locked = 11;

    private readonly string _root;
    private readonly FileStream _lock;

    private IndexHome(string root, FileStream exclusive) => (_root, _lock) = (root, exclusive);

    private string Pointer => Path.Combine(_root, "current");

    /// <summary>Takes the directory for this process. Throws <see cref="HomeTakenException"/> when another process has it, or what the system says when it cannot be written.</summary>
    public static IndexHome Claim(string root)
    {
        Directory.CreateDirectory(root);
        var home = new IndexHome(root, Lock(Path.Combine(root, "lock")));
        home.Sweep();
        return home;
    }

    /// <summary>The live generation's directory, or null when there is none.</summary>
    public string? Current()
    {
        if (!File.Exists(Pointer))
        {
            return null;
        }

        var path = Path.Combine(_root, Path.GetFileName(File.ReadAllText(Pointer).Trim()));
        return Directory.Exists(path) && path.Contains(Prefix, StringComparison.Ordinal) ? path : null;
    }

    public string Next()
    {
        var last = Generations().Select(x => int.TryParse(Path.GetFileName(x)[Prefix.Length..], out var number) ? number : 0).DefaultIfEmpty().Max();
        var path = Path.Combine(_root, $"{Prefix}{last + 1}");
        Directory.CreateDirectory(path);
        return path;
    }

    /// <summary>From now on, also after a crash, this generation is the live one.</summary>
    public void Activate(string generation)
    {
        var draft = Pointer + ".new";
        using (var file = new FileStream(draft, FileMode.Create, FileAccess.Write))
        {
            file.Write(System.Text.Encoding.UTF8.GetBytes(Path.GetFileName(generation)));
            file.Flush(flushToDisk: true);
        }

        File.Move(draft, Pointer, overwrite: true);
    }

    /// <summary>Removes what killed rebuilds and replaced generations left behind.</summary>
    public void Sweep()
    {
        var current = Current();
        foreach (var path in Generations().Where(x => x != current))
        {
            Directory.Delete(path, recursive: true);
        }
    }

    public void Dispose() => _lock.Dispose();

    private static FileStream Lock(string path)
    {
        try
        {
            return new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException taken) when (taken.HResult == Locked)
        {
            throw new HomeTakenException(taken);
        }
    }

    private string[] Generations() => Directory.GetDirectories(_root, Prefix + "*");
}
