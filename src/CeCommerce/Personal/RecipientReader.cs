using System.Diagnostics.CodeAnalysis;
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
        var readings = new Dictionary<RecipientId, RecipientReading>();
        using var opened = new OpenedKeys(keys);
        var decided = await DecideAsync(ids, caller, support, cancellationToken);
        var erased = await ErasedKeysAsync(decided.Select(x => x.Recipient), cancellationToken);
        foreach (var (recipient, access) in decided)
        {
            readings[recipient.Id] = access.Read is { } granted
                ? await OpenAsync(recipient, erased, opened, cancellationToken)
                : new(access.MayKnow ? RecipientReadOutcome.ReasonNeeded : RecipientReadOutcome.NotAllowed);
            if (readings[recipient.Id].Outcome == RecipientReadOutcome.Read)
            {
                database.Add(RecipientRead.Of(recipient.Id, caller, access.Read!, clock.GetUtcNow()));
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

    private async Task<HashSet<Guid>> ErasedKeysAsync(IEnumerable<Recipient> recipients, CancellationToken cancellationToken)
    {
        var persons = recipients.Select(x => x.Owner?.Digest.ToBytes()).OfType<byte[]>().DistinctBy(Convert.ToHexString).ToList();
        var erased = persons.Count == 0 ? [] : await database.Set<PersonalDataErasure>().Where(x => x.Person != null && persons.Contains(x.Person)).Select(x => x.KeyIds).ToListAsync(cancellationToken);
        return [.. erased.SelectMany(ids => ids)];
    }

    private async Task<RecipientReading> OpenAsync(Recipient recipient, HashSet<Guid> erased, OpenedKeys opened, CancellationToken cancellationToken)
    {
        if (recipient.Owner is not { } owner || recipient.Sealed is not { } content || erased.Contains(recipient.KeyId))
        {
            return new(RecipientReadOutcome.Erased);
        }

        try
        {
            var key = await opened.OfAsync(owner.Digest, cancellationToken);
            if (key?.Id != recipient.KeyId)
            {
                return await keys.Store.IsErasedAsync(recipient.KeyId, cancellationToken)
                    ? new(RecipientReadOutcome.Erased)
                    : throw new KeyStoreFailure(KeyTrouble.Missing, "The key of a recipient does not lie in this key store.");
            }

            return RecipientAddress.Open(content, recipient.Id, owner, key) is { } address ? new(RecipientReadOutcome.Read, address) : new(Damaged(recipient.Id));
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

    /// <summary>Each person's key once.</summary>
    [SuppressMessage("Reliability", "CA2000", Justification = "All are disposed together.")]
    private sealed class OpenedKeys(PersonKeys keys) : IDisposable
    {
        private readonly Dictionary<Sha256Digest, DataKey?> _opened = [];

        public async Task<DataKey?> OfAsync(Sha256Digest person, CancellationToken cancellationToken) => _opened.TryGetValue(person, out var known)
            ? known
            : _opened[person] = await keys.FindAsync(person, cancellationToken);

        public void Dispose()
        {
            foreach (var key in _opened.Values)
            {
                key?.Dispose();
            }
        }
    }
}
