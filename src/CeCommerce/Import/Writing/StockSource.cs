using System.Security.Cryptography;
using System.Text;
using CeCommerce.Import.Mapping;
using CeCommerce.Platform;

namespace CeCommerce.Import.Writing;

/// <summary>A stock list that lies in a file, with the mapping to read it by.</summary>
internal sealed record StockSource(string Path, string Name, long Length, byte[] Digest, StockMapping Mapping, byte[] MappingDigest)
{
    /// <summary>Set when it was uploaded, so that a worker can come back to it.</summary>
    public Guid? UploadId { get; init; }

    public string MappingText { get; init; } = "";

    /// <summary>Reads the whole file once for its digest: by it the same list is known again.</summary>
    public static async Task<Outcome<StockSource>> OpenAsync(string path, ReadOnlyMemory<byte> mapping, CancellationToken cancellationToken)
    {
        if (!StockMapping.Parse(mapping).Try(out var read, out var error))
        {
            return Outcome<StockSource>.Refused(error);
        }

        try
        {
            await using var file = File.OpenRead(path);
            var digest = await SHA256.HashDataAsync(file, cancellationToken);
            return new StockSource(path, System.IO.Path.GetFileName(path), file.Length, digest, read, SHA256.HashData(mapping.Span))
            {
                MappingText = Encoding.UTF8.GetString(mapping.Span),
            };
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new StockFileUnreadable(path, failure.Message);
        }
    }
}

/// <summary>What the sender of a stock list wants done with it.</summary>
/// <param name="Publish">Put on the shelf what meets the standards.</param>
/// <param name="DryRun">Only tell; store nothing.</param>
internal sealed record ImportWish(Caller Caller, bool Publish, bool DryRun);

/// <summary>The file is not there or may not be read.</summary>
/// <param name="File">Its name as given.</param>
/// <param name="Reason">What the system said.</param>
public sealed record StockFileUnreadable(string File, string Reason) : UserError("file")
{
    public override string Code => "STOCK_FILE_UNREADABLE";

    public override LocalText Message => new($"ファイルを開けません: {File}。{Reason}", $"The file {File} cannot be opened: {Reason}");
}
