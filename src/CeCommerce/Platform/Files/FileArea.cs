using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace CeCommerce.Platform.Files;

/// <summary>
/// The files of one feature: how large and of which types they may be. The same content in two areas is two files, so that a feature that
/// deletes one need ask no other.
/// </summary>
internal sealed partial record FileArea
{
    /// <param name="name">Lower-case letters; a part of every key, so it is never renamed.</param>
    /// <param name="mostBytes">The largest file that is taken, in bytes.</param>
    /// <param name="mediaTypes">What is taken, as <c>type/subtype</c> in lower case, without parameters.</param>
    public FileArea(string name, long mostBytes, params IReadOnlyList<string> mediaTypes)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(mostBytes);
        (Name, MostBytes, MediaTypes) = (Word().IsMatch(name) ? name : throw new ArgumentException($"'{name}' is no word of lower-case letters.", nameof(name)), mostBytes, mediaTypes);
    }

    public string Name { get; }

    public long MostBytes { get; }

    public IReadOnlyList<string> MediaTypes { get; }

    /// <summary>The type as it is kept, without parameters; null when this area does not take it.</summary>
    public string? Admit(string mediaType) => MediaTypeHeaderValue.TryParse(mediaType, out var read)
        ? MediaTypes.FirstOrDefault(known => known.Equals(read.MediaType, StringComparison.OrdinalIgnoreCase))
        : null;

    [GeneratedRegex(@"\A[a-z]{1,32}\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Word();
}

/// <summary>Where a file lies, in a folder as in a bucket. Made of a checked word and a digest only, so no key leads elsewhere.</summary>
internal sealed record FileKey(FileArea Area, Sha256Digest Digest)
{
    /// <summary><c>reports/0f/0f3c…</c>: 256 folders keep each of them short.</summary>
    public override string ToString() => $"{Area.Name}/{Digest.ToString()[..2]}/{Digest}";
}
