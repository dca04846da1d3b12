using GraphQL.DataLoader;

namespace CeCommerce.Platform.GraphQL;

/// <summary>What all batch loaders have.</summary>
public abstract class BatchLoader
{
    /// <summary>Answers stay known for the rest of the scope; only where nothing is changed in it.</summary>
    internal bool KeepsAnswers { get; set; }
}

/// <summary>
/// Answers many look-ups by key with one statement. Register it scoped; a resolver returns <see cref="Load"/> or <see cref="Require"/>,
/// and all keys asked for before the first answer is needed go into one batch. Unless it <see cref="BatchLoader.KeepsAnswers"/>, nothing is
/// kept after the batch, so a mutation is never shown what was true before it.
/// </summary>
public abstract class BatchLoader<TKey, TValue> : BatchLoader
    where TKey : notnull
{
    private readonly Dictionary<TKey, Batch> _kept = [];
    private Batch? _open;

    /// <summary>The value of the key, or null when there is none.</summary>
    public IDataLoaderResult<TValue?> Load(TKey key) => new Pending<TValue?>(BatchOf(key), key, static (found, asked) => found.GetValueOrDefault(asked));

    /// <summary>What a field shows of the value, or null when there is none: several fields of one value share a batch.</summary>
    public IDataLoaderResult<TShown?> Load<TShown>(TKey key, Func<TValue, TShown?> show) =>
        new Pending<TShown?>(BatchOf(key), key, (found, asked) => found.TryGetValue(asked, out var value) ? show(value) : default);

    /// <summary>The value of a key that must exist, for example behind a foreign key; a missing one is a bug and throws.</summary>
    public IDataLoaderResult<TValue> Require(TKey key) => new Pending<TValue>(BatchOf(key), key, static (found, asked) => found[asked]);

    /// <summary>Looks up distinct keys; leaves out those without a value.</summary>
    protected abstract Task<IReadOnlyDictionary<TKey, TValue>> LoadAsync(IReadOnlyCollection<TKey> keys, CancellationToken cancellation);

    private Batch BatchOf(TKey key)
    {
        if (KeepsAnswers && _kept.TryGetValue(key, out var known) && !known.HasFailed)
        {
            return known;
        }

        var batch = _open ??= new Batch(this);
        batch.Keys.Add(key);
        if (KeepsAnswers)
        {
            _kept[key] = batch;
        }

        return batch;
    }

    private sealed class Batch(BatchLoader<TKey, TValue> loader)
    {
        private Task<IReadOnlyDictionary<TKey, TValue>>? _answer;

        public bool HasFailed => _answer is { IsCanceled: true } or { IsFaulted: true };

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
