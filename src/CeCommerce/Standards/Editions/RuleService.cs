using System.Text;
using System.Text.RegularExpressions;
using CeCommerce.Platform;
using CeCommerce.Platform.Changes;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.Events;
using CeCommerce.Platform.Idempotency;
using CeCommerce.Standards.Packs;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Standards.Editions;

/// <summary>The edition that somebody wants in use.</summary>
/// <param name="Packs">Those that change; the others stay as they are.</param>
/// <param name="Retired">Clauses that are meant to be gone.</param>
internal sealed record EditionWish(string Version, IReadOnlyList<RulePackVersion> Packs, int GraceDays, IReadOnlyList<string> Retired);

/// <summary>Adds packs and activates editions of them.</summary>
internal sealed partial class RuleService(CommerceDatabase database, IdempotencyKeys keys, KnownPacks known, ActiveEdition active, TimeProvider clock)
{
    public const int MostGraceDays = 365;

    private readonly AtomicChanges _changes = new(database, keys, new RulesBusy());

    /// <summary>Stores a pack for later use. Adding the same again changes nothing.</summary>
    public async Task<Outcome<RulePack>> AddPackAsync(Caller caller, string content, string key, CancellationToken cancellationToken)
    {
        var utf8 = Encoding.UTF8.GetBytes(content);
        var read = PackReader.Read("content", utf8);
        if (read.Pack is not { } pack)
        {
            return RulePackFlawed.Of(read.Flaws, "input", "content");
        }

        return await _changes.OnceAsync<RulePack>(
            new(caller, "addRulePack", key, new { pack.Digest }),
            async () =>
            {
                if (await database.Set<StoredPack>().AsNoTracking().SingleOrDefaultAsync(x => x.Code == pack.Code && x.Version == pack.Version, cancellationToken) is not { } stored)
                {
                    database.Add(StoredPack.Of(pack.Code, pack.Version, utf8, caller.Name, clock.GetUtcNow()));
                    return pack;
                }

                return Convert.ToHexStringLower(stored.Digest) == pack.Digest ? pack : new RulePackExists(pack.Code, pack.Version);
            },
            added => added.Code,
            _ => Task.FromResult(pack),
            cancellationToken);
    }

    /// <summary>Makes an edition the one in use on every server; all of it in one transaction, this server follows at once.</summary>
    public async Task<Outcome<ActivatedEdition>> ActivateAsync(Caller caller, EditionWish wish, string key, CancellationToken cancellationToken)
    {
        if (Invalid(wish) is { } refusal)
        {
            return refusal;
        }

        var activated = await _changes.OnceAsync(
            new(caller, "activateRuleEdition", key, wish),
            () => TryActivateAsync(caller, wish, cancellationToken),
            edition => edition.Version,
            version => database.Set<ActivatedEdition>().AsNoTracking().SingleAsync(edition => edition.Version == version, cancellationToken),
            cancellationToken);
        if (activated.Error is null)
        {
            await active.RefreshAsync(cancellationToken);
        }

        return activated;
    }

    /// <summary>The edition that activating those packs would make of the one in use; nothing is stored.</summary>
    public async Task<Outcome<RuleEdition>> PreviewAsync(IReadOnlyList<RulePackVersion> wanted, CancellationToken cancellationToken)
    {
        if (Twice(wanted) is { } twice)
        {
            return twice;
        }

        if (await MissingAsync(wanted, cancellationToken) is { } missing)
        {
            return missing;
        }

        var packs = active.Engine.Edition.Packs.ToDictionary(pack => pack.Code, pack => pack.Version, StringComparer.Ordinal);
        var change = new EditionChange([], await known.ReadAsync(With(packs, wanted), cancellationToken));
        return change.Unusable() is { } refusal ? refusal : new RuleEdition("preview", [.. change.After.Select(pack => pack.Pack!)]);
    }

    private static UserError? Invalid(EditionWish wish)
    {
        if (!VersionForm().IsMatch(wish.Version))
        {
            return new RuleEditionVersionInvalid();
        }

        if (wish.GraceDays is < 0 or > MostGraceDays)
        {
            return new GraceDaysInvalid(wish.GraceDays, MostGraceDays);
        }

        return Twice(wish.Packs);
    }

    private static RulePackNamedTwice? Twice(IReadOnlyList<RulePackVersion> packs)
    {
        var codes = new HashSet<string>(StringComparer.Ordinal);
        var twice = packs.Select((pack, index) => (pack.Code, index)).FirstOrDefault(named => !codes.Add(named.Code));
        return twice.Code is null ? null : new RulePackNamedTwice(Excerpt.Of(twice.Code), twice.index);
    }

    private static Dictionary<string, string> With(IReadOnlyDictionary<string, string> packs, IReadOnlyList<RulePackVersion> wanted)
    {
        var after = new Dictionary<string, string>(packs, StringComparer.Ordinal);
        foreach (var pack in wanted)
        {
            after[pack.Code] = pack.Version;
        }

        return after;
    }

    private async Task<Outcome<ActivatedEdition>> TryActivateAsync(Caller caller, EditionWish wish, CancellationToken cancellationToken)
    {
        var before = await database.Set<ActivatedEdition>().AsNoTracking().OrderByDescending(edition => edition.Number).FirstAsync(cancellationToken);
        if (await database.Set<ActivatedEdition>().AnyAsync(edition => edition.Version == wish.Version, cancellationToken))
        {
            return new RuleEditionExists(wish.Version);
        }

        if (await MissingAsync(wish.Packs, cancellationToken) is { } missing)
        {
            return missing;
        }

        var inUse = await known.WithListsAsync(before.Packs, cancellationToken);
        var packs = With(inUse, wish.Packs);
        if (packs.Count == inUse.Count && packs.All(pack => inUse.GetValueOrDefault(pack.Key) == pack.Value))
        {
            return new RuleEditionUnchanged();
        }

        var change = new EditionChange(await known.ReadAsync(inUse, cancellationToken), await known.ReadAsync(packs, cancellationToken));
        return change.Refusal(wish.Retired) is { } refusal ? refusal : Activated(caller, wish, before.Number + 1, packs);
    }

    private async Task<RulePackNotFound?> MissingAsync(IReadOnlyList<RulePackVersion> packs, CancellationToken cancellationToken)
    {
        for (var index = 0; index < packs.Count; index++)
        {
            var (code, version) = packs[index];
            if (!await database.Set<StoredPack>().AnyAsync(pack => pack.Code == code && pack.Version == version, cancellationToken))
            {
                return new RulePackNotFound(Excerpt.Of(code), Excerpt.Of(version), index);
            }
        }

        return null;
    }

    private ActivatedEdition Activated(Caller caller, EditionWish wish, int number, Dictionary<string, string> packs)
    {
        // As the database and the API tell it, so that a repeated request gets the same answer.
        var now = DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds());
        var edition = new ActivatedEdition
        {
            Number = number,
            Id = TypedId.New<RuleEditionId>(now),
            Version = wish.Version,
            Packs = packs,
            ActivatedAt = now,
            ActivatedBy = caller.Name,
            GraceDays = wish.GraceDays,
        };
        database.Add(edition);
        database.Tell(StandardsEvents.Of(edition));
        return edition;
    }

    [GeneratedRegex(@"^[a-z0-9][a-z0-9.\-]{0,39}\z", RegexOptions.NonBacktracking)]
    private static partial Regex VersionForm();
}
