using System.Text.Json;

namespace CeCommerce.Reports.Reading;

/// <summary>Words of JSON that come again and again, each kept once.</summary>
internal sealed class SharedWords
{
    /// <summary>Longer ones are no names.</summary>
    private const int Longest = 96;

    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    /// <summary>The name of a member; goes on to its value.</summary>
    public string Next(ref Utf8JsonReader reader)
    {
        var name = Of(ref reader);
        reader.Read();
        return name;
    }

    /// <summary>The string, or name, at which the reader stands.</summary>
    public string Of(ref Utf8JsonReader reader)
    {
        if (reader.ValueSpan.Length > Longest)
        {
            return reader.GetString()!;
        }

        Span<char> word = stackalloc char[Longest];
        word = word[..reader.CopyString(word)];
        var known = _known.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!known.TryGetValue(word, out var shared))
        {
            _known.Add(shared = word.ToString());
        }

        return shared;
    }
}
