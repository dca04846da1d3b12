using CeCommerce.Personal.Keys;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Personal;

/// <summary>Reads recipients for those who may, and puts on record that they did before it tells them anything.</summary>
internal sealed class RecipientReader(
    CommerceDatabase database, PersonKeys keys, IEnumerable<IRecipientReferences> references, TimeProvider clock, ILogger<RecipientReader> logger)
{
    /// <summary>Those that the caller may know of, without what they say.</summary>
    public async Task<IReadOnlyDictionary<RecipientId, Recipient>> FindAsync(IReadOnlyCollection<RecipientId> ids, Caller caller, CancellationToken cancellationToken) =>
        (await DecideAsync(ids, caller, null, cancellationToken)).Where(x => x.Access.MayKnow).ToDictionary(x => x.Recipient.Id, x => x.Recipient);

    /// <param name="ids">Which; those that do not exist are left out of the answer.</param>
    /// <param name="caller">For whom.</param>
    /// <param name="support">Why, for support.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<IReadOnlyDictionary<RecipientId, RecipientReading>> ReadAsync(
        IReadOnlyCollection<RecipientId> ids, Caller caller, SupportCase? support, CancellationToken cancellationToken)
    {
        var decided = await DecideAsync(ids, caller, support, cancellationToken);
        var readings = await OpenAsync([.. decided.Select(x => (x.Recipient.AsSealed(), x.Access))], caller, cancellationToken);
        return readings.ToDictionary(x => x.Key.Id, x => x.Value);
    }

    /// <summary>As they stood when something was agreed for them; those that were never frozen read as not allowed.</summary>
    public async Task<IReadOnlyDictionary<RecipientVersionId, RecipientReading>> ReadAsync(
        IReadOnlyCollection<RecipientVersionId> ids, Caller caller, SupportCase? support, CancellationToken cancellationToken)
    {
        var readings = ids.ToDictionary(id => id, _ => new RecipientReading(RecipientReadOutcome.NotAllowed));
        var decided = await DecideAsync(ids, caller, support, cancellationToken);
        foreach (var (version, reading) in await OpenAsync(decided, caller, cancellationToken))
        {
            readings[new(version.Id, version.Version.GetValueOrDefault())] = reading;
        }

        return readings;
    }

    private async Task<Dictionary<SealedRecipient, RecipientReading>> OpenAsync(
        List<(SealedRecipient Content, RecipientAccess Access)> decided, Caller caller, CancellationToken cancellationToken)
    {
        var readings = new Dictionary<SealedRecipient, RecipientReading>();
        using var opened = new OpenedKeys(database, keys);
        await opened.HearOfErasuresAsync(decided.Select(x => x.Content.Owner), cancellationToken);
        foreach (var (content, access) in decided)
        {
            readings[content] = access.Read is null
                ? new(access.MayKnow ? RecipientReadOutcome.ReasonNeeded : RecipientReadOutcome.NotAllowed)
                : await OpenAsync(content, opened, cancellationToken);
            if (readings[content].Outcome == RecipientReadOutcome.Read)
            {
                database.Add(RecipientRead.Of(content.Id, caller, access.Read!, clock.GetUtcNow()));
            }
        }

        await database.SaveChangesAsync(cancellationToken);
        return readings;
    }

    private async Task<List<(Recipient Recipient, RecipientAccess Access)>> DecideAsync(
        IReadOnlyCollection<RecipientId> ids, Caller caller, SupportCase? support, CancellationToken cancellationToken)
    {
        var recipients = await database.Set<Recipient>().AsNoTracking().Where(x => ids.Contains(x.Id)).ToListAsync(cancellationToken);
        var referred = new HashSet<RecipientId>();
        foreach (var reference in caller is { Role: Role.Operator, OperatorId: not null } && recipients.Count > 0 ? references : [])
        {
            referred.UnionWith(await reference.OfOperatorAsync(caller.OperatorId.GetValueOrDefault(), [.. recipients.Select(x => x.Id)], cancellationToken));
        }

        return recipients.ConvertAll(x => (x, RecipientAccess.Decide(caller, x.Owner, referred.Contains(x.Id), support)));
    }

    private async Task<List<(SealedRecipient Content, RecipientAccess Access)>> DecideAsync(
        IReadOnlyCollection<RecipientVersionId> ids, Caller caller, SupportCase? support, CancellationToken cancellationToken)
    {
        if (ids.Count == 0)
        {
            return [];
        }

        List<RecipientId> recipients = [.. ids.Select(id => id.Recipient).Distinct()];
        var versions = await database.Set<RecipientVersion>().AsNoTracking().Where(x => recipients.Contains(x.RecipientId)).ToListAsync(cancellationToken);
        versions.RemoveAll(version => !ids.Contains(version.Id));
        var agreed = new HashSet<RecipientVersionId>();
        foreach (var reference in caller is { Role: Role.Operator, OperatorId: not null } && versions.Count > 0 ? references : [])
        {
            agreed.UnionWith(await reference.VersionsOfOperatorAsync(caller.OperatorId.GetValueOrDefault(), [.. versions.Select(x => x.Id)], cancellationToken));
        }

        return versions.ConvertAll(x => (x.AsSealed(), RecipientAccess.Decide(caller, x.AsSealed().Owner, agreed.Contains(x.Id), support)));
    }

    private async Task<RecipientReading> OpenAsync(SealedRecipient content, OpenedKeys opened, CancellationToken cancellationToken)
    {
        if (content.Owner is not { } owner || content.Bytes is null)
        {
            return new(RecipientReadOutcome.Erased);
        }

        try
        {
            var key = await opened.OfAsync(owner, content.KeyId, cancellationToken);
            return key is null ? new(RecipientReadOutcome.Erased)
                : content.Open(key) is { } said ? new(RecipientReadOutcome.Read, said.Address)
                : new(Damaged(content.Id));
        }
        catch (KeyStoreFailure failure)
        {
            PersonalLog.KeysFailed(logger, failure);
            return new(RecipientReadOutcome.Unavailable);
        }
    }

    private RecipientReadOutcome Damaged(RecipientId id)
    {
        PersonalLog.RowDamaged(logger, id);
        return RecipientReadOutcome.Unavailable;
    }
}
