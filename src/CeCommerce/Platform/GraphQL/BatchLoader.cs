using GraphQL.DataLoader;

namespace CeCommerce.Platform.GraphQL;

/// <summary>
/// Answers many look-ups by key with one statement. Register it scoped; a resolver returns <see cref="Load"/> or <see cref="Require"/>,
/// and all keys asked for before the first answer is needed go into one batch. Nothing is kept after the batch, so a mutation is
/// never shown what was true before it.
/// </summary>
public abstract class BatchLoader<TKey, TValue>
    where TKey : notnull
{
    private Batch? _open;

    /// <summary>The value of the key, or null when there is none.</summary>
    public IDataLoaderResult<TValue?> Load(TKey key)
    {
        var batch = _open ??= new Batch(this);
        batch.Keys.Add(key);
        return new Pending<TValue?>(batch, key, static (found, asked) => found.GetValueOrDefault(asked));
    }

    /// <summary>The value of a key that must exist, for example behind a foreign key; a missing one is a bug and throws.</summary>
    public IDataLoaderResult<TValue> Require(TKey key)
    {
        var batch = _open ??= new Batch(this);
        batch.Keys.Add(key);
        return new Pending<TValue>(batch, key, static (found, asked) => found[asked]);
    }

    /// <summary>Looks up distinct keys; leaves out those without a value.</summary>
    protected abstract Task<IReadOnlyDictionary<TKey, TValue>> LoadAsync(IReadOnlyCollection<TKey> keys, CancellationToken cancellation);

    private sealed class Batch(BatchLoader<TKey, TValue> loader)
    {
        private Task<IReadOnlyDictionary<TKey, TValue>>? _answer;

        public HashSet<TKey> Keys { get; } = [];

        public Task<IReadOnlyDictionary<TKey, TValue>> Answer(CancellationToken cancellation)
        {
            if (ReferenceEquals(loader._open, this))
            {
                loader._open = null;
            }

            return _answer ??= loader.LoadAsync(Keys, cancellation);
        }
    }

    private sealed class Pending<TShown>(Batch batch, TKey key, Func<IReadOnlyDictionary<TKey, TValue>, TKey, TShown> pick) : IDataLoaderResult<TShown>
    {
        public async Task<TShown> GetResultAsync(CancellationToken cancellationToken = default) => pick(await batch.Answer(cancellationToken), key);

        async Task<object?> IDataLoaderResult.GetResultAsync(CancellationToken cancellationToken) => await GetResultAsync(cancellationToken);
    }
}
