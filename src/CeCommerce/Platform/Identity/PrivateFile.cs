namespace CeCommerce.Platform.Identity;

/// <summary>Files that only their owner may read: keys and secrets.</summary>
internal static class PrivateFile
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    /// <summary>Writes the file whole or not at all; it never stands half-written.</summary>
    public static void Write(string file, string content)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        MakeFolder(folder);
        var draft = Path.Combine(folder, $"{Path.GetRandomFileName()}.draft");
        try
        {
            using (var writer = new StreamWriter(draft, Private()))
            {
                writer.Write(content);
            }

            File.Move(draft, file, overwrite: true);
        }
        finally
        {
            File.Delete(draft);
        }
    }

    /// <summary>
    /// Writes the file unless it is there: of processes that come at once, one makes the content and all others find it.
    /// A lock does that, because <see cref="File.Move(string, string)"/> looks for the target and then renames, in two steps.
    /// </summary>
    public static void WriteFirst(string file, Func<string> content)
    {
        if (File.Exists(file))
        {
            return;
        }

        MakeFolder(Path.GetDirectoryName(Path.GetFullPath(file))!);
        using var gate = LockFor(file);
        if (!File.Exists(file))
        {
            Write(file, content());
        }
    }

    /// <summary>The lock's file goes with the lock: whoever still waits for it, or makes it anew, finds the file written.</summary>
    private static FileStream LockFor(string file)
    {
        var path = file + ".lock";
        FileStream? gate = null;
        var locked = SpinWait.SpinUntil(
            () =>
            {
                try
                {
                    gate = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
                }
                catch (IOException) when (File.Exists(path) || File.Exists(file))
                {
                    // Someone else holds it, or has just written the file.
                }

                return gate is not null;
            },
            s_patience);
        return locked ? gate! : throw new IOException($"another process has held {path} for {s_patience.TotalSeconds:F0} seconds");
    }

    private static void MakeFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private static FileStreamOptions Private()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }
}
