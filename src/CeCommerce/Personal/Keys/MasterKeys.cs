using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using CeCommerce.Platform;
using CeCommerce.Platform.Identity;

namespace CeCommerce.Personal.Keys;

/// <summary>A key that wraps data keys.</summary>
internal sealed record MasterKey(string Id, byte[] Bytes);

/// <summary>
/// The master keys of a file, oldest first, a line each: its id, a space, 32 bytes in base64. The last one wraps, all of them unwrap. A key that is
/// not known may have been added since the file was read, so it is read again.
/// </summary>
internal sealed partial class MasterKeys(string file, bool mayMake)
{
    private IReadOnlyList<MasterKey>? _keys;

    /// <summary>Wraps. As all verbs it throws a <see cref="KeyStoreFailure"/> when the file cannot be used.</summary>
    public MasterKey Newest => Keys[^1];

    public MasterKey? Find(string id)
    {
        if (Named(id) is { } known)
        {
            return known;
        }

        Reload();
        return Named(id);
    }

    /// <summary>Reads the file again; for whoever is about to wrap everything anew.</summary>
    public void Reload() => _keys = Read();

    /// <summary>A new line for the file.</summary>
    public static string MakeLine(DateTimeOffset now) => string.Create(
        CultureInfo.InvariantCulture,
        $"{now:yyyyMMdd}-{RandomNumberGenerator.GetHexString(6, lowercase: true)} {Convert.ToBase64String(RandomNumberGenerator.GetBytes(SealedBytes.KeySize))}\n");

    private IReadOnlyList<MasterKey> Keys => _keys ??= Read();

    private MasterKey? Named(string id) => Keys.FirstOrDefault(key => key.Id == id);

    private List<MasterKey> Read()
    {
        try
        {
            if (mayMake)
            {
                PrivateFile.WriteFirst(file, () => MakeLine(TimeProvider.System.GetUtcNow()));
            }

            var keys = File.ReadAllLines(file).Where(line => line.Length > 0).Select((line, at) => Parse(line, at + 1)).ToList();
            return keys.Count == 0 ? throw new FormatException("There is none in it.")
                : keys.DistinctBy(key => key.Id).Count() < keys.Count ? throw new FormatException("Two have the same id.")
                : keys;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or FormatException)
        {
            throw new KeyStoreFailure(KeyTrouble.Missing, "The file of master keys cannot be used.", new StartRefused(new MasterKeysUnusable(file, failure.Message)));
        }
    }

    /// <summary>Nothing of the line is repeated.</summary>
    private static MasterKey Parse(string line, int number)
    {
        var bytes = new byte[SealedBytes.KeySize];
        return Line().Match(line) is { Success: true } parts && Convert.TryFromBase64String(parts.Groups["key"].Value, bytes, out var length) && length == bytes.Length
            ? new(parts.Groups["id"].Value, bytes)
            : throw new FormatException($"Line {number} is not an id, a space and 32 bytes in base64.");
    }

    [GeneratedRegex(@"\A(?<id>[a-z0-9-]{1,32}) (?<key>[A-Za-z0-9+/]{43}=)\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Line();
}
