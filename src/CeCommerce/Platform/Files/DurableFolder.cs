using System.Runtime.InteropServices;
using System.Text;

namespace CeCommerce.Platform.Files;

/// <summary>
/// What the base library does not offer: a rename that never becomes a copy (which would show half a file), and the flushing of a folder,
/// without which a name may be gone after a power cut though its bytes are on disk.
/// </summary>
internal static class DurableFolder
{
    private const UnixFileMode OnlyOurs = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public static void Make(string folder) => Directory.CreateDirectory(folder, OnlyOurs);

    /// <summary>Replaces the target in one step, or throws.</summary>
    public static void Rename(string from, string to) => Check(Rename(Native(from), Native(to)), to);

    /// <summary>Returns when the names in the folder are on disk.</summary>
    public static void Flush(string folder)
    {
        var handle = Open(Native(folder), 0);
        Check(handle, folder);
        try
        {
            Check(Sync(handle), folder);
        }
        finally
        {
            _ = Close(handle);
        }
    }

    private static byte[] Native(string path) => Encoding.UTF8.GetBytes(path + '\0');

    private static void Check(int result, string path)
    {
        if (result < 0)
        {
            var errno = Marshal.GetLastPInvokeError();
            throw new IOException($"{Marshal.GetPInvokeErrorMessage(errno)}: {path}", errno);
        }
    }

    [DllImport("libc", EntryPoint = "rename", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Rename(byte[] from, byte[] to);

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Sync(int handle);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int handle);
}
