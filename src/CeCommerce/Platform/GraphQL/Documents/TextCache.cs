using CeCommerce.Platform.GraphQL.Limits;
using Microsoft.Extensions.Caching.Memory;

namespace CeCommerce.Platform.GraphQL.Documents;

/// <summary>
/// Keeps what belongs to the texts of documents, least recently used first to go. Bounded by the length of the texts, since anybody may
/// send them: a parsed and validated document weighs up to 70 bytes for each character.
/// </summary>
internal sealed class TextCache<T>(GraphQLLimits limits) : IDisposable
    where T : class
{
    /// <summary>What is longer is prepared each time; documents of real clients are a tenth of it.</summary>
    private const int LongestText = 8_192;

    /// <summary>What an entry weighs beside its text, in characters.</summary>
    private const int Overhead = 64;

    private readonly MemoryCache _kept = new(new MemoryCacheOptions { SizeLimit = limits.CachedCharacters });

    public T? Find(string key) => _kept.Get<T>(key);

    public void Keep(string key, string text, T value)
    {
        if (text.Length <= LongestText)
        {
            _kept.Set(key, value, new MemoryCacheEntryOptions { Size = text.Length + Overhead });
        }
    }

    public void Dispose() => _kept.Dispose();
}
