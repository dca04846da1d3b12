using CeCommerce.Personal.Keys;
using CeCommerce.Platform;
using CeCommerce.Platform.Changes;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Personal;

/// <summary>What a contract says of where it sends to: which version, and a digest that proves it to whoever may read that version. Nothing of the person.</summary>
/// <param name="Id">The recipient.</param>
/// <param name="Number">Its version.</param>
/// <param name="Digest">HMAC-SHA-256 under the version's salt; once the person was erased it proves nothing to anybody.</param>
/// <param name="PrefectureCode">JIS X 0401: what the fee goes by. It is not part of what a contract keeps.</param>
internal sealed record AgreedRecipient(RecipientId Id, int Number, Sha256Digest Digest, string PrefectureCode);

/// <summary>The door for whoever agrees to send something to a recipient.</summary>
internal sealed class RecipientVersions(CommerceDatabase database, AtomicChanges changes, LiveKeys keys, TimeProvider clock, ILogger<RecipientVersions> logger)
{
    /// <summary>
    /// The buyer's own recipient as it is now, frozen, so that it can be read later as it was agreed. That it was read for a quote is on record. Has a transaction of its
    /// own and forgets what the database tracks, so ask before yours begins.
    /// </summary>
    /// <param name="buyer">Whose recipient it must be.</param>
    /// <param name="id">Which.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<Outcome<AgreedRecipient>> LatestAsync(Caller buyer, RecipientId id, CancellationToken cancellationToken) => ReadAsync(buyer, id, isAgreed: true, cancellationToken);

    /// <summary>As <see cref="LatestAsync"/> where nothing is agreed yet: nothing is frozen, and the digest says nothing that lasts.</summary>
    public Task<Outcome<AgreedRecipient>> QuotedAsync(Caller buyer, RecipientId id, CancellationToken cancellationToken) => ReadAsync(buyer, id, isAgreed: false, cancellationToken);

    /// <summary>Which version a person's own recipient is now; null when there is none that can be read. Nothing of its content is looked at.</summary>
    public Task<int?> NumberAsync(Person person, RecipientId id, CancellationToken cancellationToken) =>
        database.Set<Recipient>().AsNoTracking().OwnedBy(person).Where(x => x.Id == id).Select(x => (int?)x.Number).SingleOrDefaultAsync(cancellationToken);

    private async Task<Outcome<AgreedRecipient>> ReadAsync(Caller buyer, RecipientId id, bool isAgreed, CancellationToken cancellationToken)
    {
        if (Person.Of(buyer) is not { } person)
        {
            return new RecipientOwnerRequired();
        }

        if (!await database.Set<Recipient>().OwnedBy(person).AnyAsync(x => x.Id == id, cancellationToken))
        {
            return new RecipientNotFound("input", "recipientId");
        }

        try
        {
            using var key = await keys.OfAsync(person, cancellationToken);
            return key is null
                ? new PersonalDataBusy()
                : await changes.RunAsync(() => ReadAsync(new(buyer, person, id, isAgreed), key, cancellationToken), cancellationToken);
        }
        catch (KeyStoreFailure failure)
        {
            PersonalLog.KeysFailed(logger, failure);
            return Outcome<AgreedRecipient>.Refused(failure.AsRefusal());
        }
    }

    private async Task<Outcome<AgreedRecipient>> ReadAsync(Asked asked, DataKey key, CancellationToken cancellationToken)
    {
        var (person, id) = (asked.Person, asked.Id);
        await keys.AloneAsync(person, cancellationToken);
        if (await keys.IsErasedAsync(person, key.Id, cancellationToken))
        {
            return new PersonalDataBusy();
        }

        if (await database.Set<Recipient>().OwnedBy(person).SingleOrDefaultAsync(x => x.Id == id, cancellationToken) is not { } recipient)
        {
            return new RecipientNotFound("input", "recipientId");
        }

        var frozen = await database.Set<RecipientVersion>().SingleOrDefaultAsync(x => x.RecipientId == id && x.Number == recipient.Number, cancellationToken);
        if ((frozen?.AsSealed() ?? recipient.AsSealed()) is not { } latest || latest.KeyId != key.Id || latest.Open(key) is not { } content)
        {
            PersonalLog.RowDamaged(logger, id);
            return new PersonalKeysUnavailable(KeyTrouble.Missing);
        }

        var now = clock.GetUtcNow();
        if (frozen is null && asked.IsAgreed)
        {
            database.Add(RecipientVersion.Of(recipient, person, content, key, now));
        }

        database.Add(RecipientRead.Of(id, asked.By, new(ReadPurpose.Quote), now));
        return new AgreedRecipient(id, recipient.Number, content.DigestOf(id, recipient.Number), content.Address.PrefectureCode);
    }

    /// <param name="IsAgreed">Whether something is agreed for it, so that it has to stay readable as it is.</param>
    private sealed record Asked(Caller By, Person Person, RecipientId Id, bool IsAgreed);
}
