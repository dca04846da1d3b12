using System.IO.Compression;
using System.Text.Json;
using CeCommerce.Platform;
using CeCommerce.Platform.Proofs;

namespace CeCommerce.Passports.Export;

/// <summary>Reads an exported history member by member, and trusts nothing in it.</summary>
internal static class HistoryFile
{
    /// <summary>No honest list of keys or checkpoints is longer.</summary>
    private const int Largest = 64 * 1024 * 1024;

    /// <summary>Proves it against itself and the checkpoints that somebody kept. Throws <see cref="HistoryFileRefused"/> where it cannot be read.</summary>
    public static async Task<HistoryVerification> VerifyAsync(string path, IReadOnlyList<Checkpoint> kept, CancellationToken cancellationToken)
    {
        try
        {
            await using var zip = await ZipFile.OpenReadAsync(path, cancellationToken);
            var manifest = await ReadAsync<ExportManifest>(zip, "manifest.json", cancellationToken);
            var keys = await ReadAsync<IReadOnlyList<ProofKey>>(zip, "keys.json", cancellationToken);
            var (checkpoints, clean) = Checkpoint.ReadAll(await TextAsync(zip, "checkpoints.txt", cancellationToken));
            if (!clean || manifest.Format != 1)
            {
                throw new JsonException("Its checkpoints or its form are not known.");
            }

            var verification = new HistoryVerification(new(manifest.Origin, new(keys), checkpoints), kept, manifest.IsWhole);
            var leaves = await EachAsync(zip, "leaves.txt", line => verification.Leaf(Sha256Digest.TryParse(line, out var hash) ? hash.ToBytes() : throw new JsonException("It is no hash.")), cancellationToken);
            await EachAsync(zip, "passports.ndjson", line => verification.Passport(Line<ExportPassport>(line)), cancellationToken);
            var events = await EachAsync(zip, "events.ndjson", line => verification.Event(Line<ExportEvent>(line)), cancellationToken);
            await EachAsync(zip, "disclosures.ndjson", line => verification.Disclosure(Line<ExportDisclosure>(line)), cancellationToken);
            verification.Finish();
            return (leaves, events) == (manifest.Leaves, manifest.Events) ? verification : throw new JsonException("It does not hold as many lines as it says.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException or JsonException or FormatException)
        {
            throw new HistoryFileRefused(new(path, e.Message));
        }
    }

    /// <summary>The checkpoints that a file of notes holds.</summary>
    public static async Task<IReadOnlyList<Checkpoint>> KeptAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            var (found, clean) = Checkpoint.ReadAll(await File.ReadAllTextAsync(path, cancellationToken));
            return clean && found.Count > 0 ? found : throw new InvalidDataException("There are no checkpoints in it, or something else too.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new HistoryFileRefused(new(path, e.Message));
        }
    }

    private static async Task<T> ReadAsync<T>(ZipArchive zip, string name, CancellationToken cancellationToken) => Line<T>(await TextAsync(zip, name, cancellationToken));

    private static T Line<T>(string json) => JsonSerializer.Deserialize<T>(json, ProofJson.Options) ?? throw new JsonException("It is null.");

    private static async Task<string> TextAsync(ZipArchive zip, string name, CancellationToken cancellationToken)
    {
        var entry = zip.GetEntry(name) is { Length: <= Largest } found ? found : throw new InvalidDataException($"{name} is missing or too long.");
        using var reader = new StreamReader(await entry.OpenAsync(cancellationToken));
        return await reader.ReadToEndAsync(cancellationToken);
    }

    /// <summary>Answers how many lines there are; none where there is no such member.</summary>
    private static async Task<long> EachAsync(ZipArchive zip, string name, Action<string> take, CancellationToken cancellationToken)
    {
        if (zip.GetEntry(name) is not { } entry)
        {
            return 0;
        }

        var count = 0L;
        using var reader = new StreamReader(await entry.OpenAsync(cancellationToken));
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            take(line);
            count++;
        }

        return count;
    }
}

/// <summary>Ends the reading of a file.</summary>
internal sealed class HistoryFileRefused(HistoryFileUnreadable error) : Exception(error.Message.En)
{
    public HistoryFileUnreadable Error => error;
}

/// <summary>A file that should hold an exported history, or checkpoints, does not.</summary>
public sealed record HistoryFileUnreadable(string File, string What) : UserError("file")
{
    public override string Code => "HISTORY_FILE_UNREADABLE";

    public override LocalText Message => new($"{File} を読み取れません。({What})", $"{File} cannot be read. {What}");
}
