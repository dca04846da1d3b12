using System.Security.Cryptography;
using CeCommerce.Platform;

namespace CeCommerce.Reports;

/// <summary>Keeps what was drawn, by its content.</summary>
internal sealed class ReportFiles(Settings settings)
{
    private string Folder => Directory.CreateDirectory(Path.Combine(settings.Home, "files")).FullName;

    /// <param name="write">Writes the content.</param>
    public async Task<KeptFile> KeepAsync(Func<Stream, Task> write, CancellationToken cancellationToken)
    {
        var temporary = Path.Combine(Folder, Path.GetRandomFileName());
        try
        {
            await using (var file = File.Create(temporary))
            {
                await write(file);
            }

            await using var written = File.OpenRead(temporary);
            var kept = new KeptFile(Convert.ToHexStringLower(await SHA256.HashDataAsync(written, cancellationToken)), written.Length);
            File.Move(temporary, PathOf(kept.Sha256), overwrite: true);
            return kept;
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Null when it is gone.</summary>
    public Task<Stream?> OpenAsync(string sha256, CancellationToken cancellationToken) =>
        Task.FromResult<Stream?>(File.Exists(PathOf(sha256)) ? File.OpenRead(PathOf(sha256)) : null);

    private string PathOf(string sha256) => Path.Combine(Folder, sha256);
}
