using BitFaster.Caching.Lru;

namespace CeCommerce.Search.Lucene;

/// <summary>
/// The documents of one segment that have a word or pass a filter, for those asked most recently: shops are asked for the
/// same few words, categories and grades all day. A segment never changes, so nothing kept grows stale.
/// </summary>
internal sealed class KeptSets(int size)
{
    /// <summary>At 100,000 documents a set is 12.5 kB, so 64 are 0.8 MB.</summary>
    private const int Capacity = 64;

    /// <summary>Sets of smaller segments are made faster than they are looked up.</summary>
    private const int WorthKeeping = 1_000;

    private readonly ConcurrentLru<string, ulong[]>? _sets = size < WorthKeeping ? null : new(1, Capacity, StringComparer.Ordinal);

    public ulong[] Get<TArgument>(string key, TArgument argument, Func<TArgument, ulong[]> make) =>
        _sets is null ? make(argument) : _sets.GetOrAdd(key, static (_, x) => x.make(x.argument), (make, argument));
}
