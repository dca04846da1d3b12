using System.Collections.Concurrent;
using CeCommerce.Platform.Database;
using CeCommerce.Standards.Packs;
using Npgsql;

namespace CeCommerce.Standards.Editions;

/// <summary>An edition as this process reads it.</summary>
/// <param name="Edition">Null when this process cannot judge by it.</param>
/// <param name="Broken">The packs that it cannot read.</param>
internal sealed record ReadEdition(RuleEdition? Edition, IReadOnlyList<ReadPack> Broken);

/// <summary>The editions that this process has read, for the words of verdicts that they gave. Others are read when a verdict names them.</summary>
internal sealed partial class RuleEditions(NpgsqlDataSource database, KnownPacks packs, ILogger<RuleEditions> logger)
{
    private readonly ConcurrentDictionary<string, RuleEdition?> _known = new(StringComparer.Ordinal);

    /// <summary>Null when it was not read, or cannot be.</summary>
    public RuleEdition? Known(string version) => _known.GetValueOrDefault(version);

    public void Add(RuleEdition edition) => _known[edition.Version] = edition;

    /// <summary>Reads it unless that was done. What cannot be read is not tried again: its verdicts are shown without their reasons.</summary>
    public async ValueTask<RuleEdition?> FindAsync(string version, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(version, out var known))
        {
            return known;
        }

        var read = await ReadAsync(version, cancellationToken);
        if (read.Broken.Count > 0)
        {
            NotReadable(logger, version, string.Join(" ", read.Broken.SelectMany(pack => pack.Flaws)));
        }

        // An activation in between has told us better.
        return _known.TryAdd(version, read.Edition) ? read.Edition : Known(version);
    }

    /// <summary>Reads an edition out of the database; without packs and flaws where there is none of that version.</summary>
    public async Task<ReadEdition> ReadAsync(string version, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("SELECT packs::text FROM standards.editions WHERE version = $1");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = version });
        if (await command.ExecuteScalarAsync(cancellationToken) is not string named)
        {
            return new(null, []);
        }

        var read = await packs.ReadAsync(await packs.WithListsAsync(JsonColumn.Read<Dictionary<string, string>>(named), cancellationToken), cancellationToken);
        return read.All(pack => pack.Pack is not null)
            ? new(Made(version, [.. read.Select(pack => pack.Pack!)]), [])
            : new(null, [.. read.Where(pack => pack.Pack is null)]);
    }

    private static RuleEdition Made(string version, IReadOnlyList<RulePack> packs) =>
        version == RuleEdition.Current.Version && packs.ToHashSet(ReferenceEqualityComparer.Instance).SetEquals(RuleEdition.Current.Packs)
            ? RuleEdition.Current
            : new(version, packs);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Verdicts of edition {Edition} are shown without their reasons: {Flaws}")]
    private static partial void NotReadable(ILogger logger, string edition, string flaws);
}
