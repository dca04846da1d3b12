using System.Diagnostics;

namespace CeCommerce.IntegrationTests.TestKit;

/// <summary>A file system of its own with little room, in memory. Only root may mount one; tests say visibly that they were skipped otherwise.</summary>
internal sealed class SmallDisk : IDisposable
{
    private SmallDisk(string path) => Path = path;

    public string Path { get; }

    public static SmallDisk MountOrSkip(string path, int megabytes)
    {
        Directory.CreateDirectory(path);
        Assert.SkipUnless(Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", path) == 0, "This user may not mount a small disk (tmpfs).");
        return new(path);
    }

    public void MakeReadOnly() => Assert.Equal(0, Run("mount", "-o", "remount,ro", Path));

    public void Dispose() => Run("umount", "--lazy", Path);

    private static int Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        process.WaitForExit();
        return process.ExitCode;
    }
}
