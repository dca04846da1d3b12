namespace CeCommerce.Import.Mapping;

/// <summary>Remembers what the words of a column mean: a stock list repeats a few of them thousands of times.</summary>
internal sealed class WordCache<T>
{
    // A column of free text must not fill the memory.
    private const int Most = 1_000;
    private const int MostCharacters = 100;

    private readonly Func<string, T> _read;
    private readonly Dictionary<string, T> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, T>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    public WordCache(Func<string, T> read)
    {
        _read = read;
        _lookup = _known.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public T Get(ReadOnlySpan<char> word)
    {
        if (_lookup.TryGetValue(word, out var known))
            return known;
        var text = word.ToString();
        var read = _read(text);
        if (_known.Count < Most && text.Length <= MostCharacters)
            _known[text] = read;
        return read;
    }
}
