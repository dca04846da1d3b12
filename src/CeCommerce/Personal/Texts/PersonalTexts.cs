using CeCommerce.Personal.Keys;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Personal.Texts;

/// <summary>
/// The door for whoever keeps what people write in a matter of a person: <see cref="SealForAsync"/> before the transaction, <see cref="MayWriteAsync"/> as the first thing in
/// it, then <see cref="Keep"/>.
/// </summary>
internal sealed class PersonalTexts(CommerceDatabase database, LiveKeys keys, TimeProvider clock, ILogger<PersonalTexts> logger)
{
    /// <summary>Refused with <see cref="PersonalKeysUnavailable"/> or <see cref="PersonalDataBusy"/>. Asks the key store.</summary>
    public async Task<Outcome<TextSeal>> SealForAsync(Person person, CancellationToken cancellationToken)
    {
        try
        {
            return await keys.OfAsync(person, cancellationToken) is { } key ? new TextSeal(person, key) : new PersonalDataBusy();
        }
        catch (KeyStoreFailure failure)
        {
            PersonalLog.KeysFailed(logger, failure);
            return Outcome<TextSeal>.Refused(failure.AsRefusal());
        }
    }

    /// <summary>False when the person was erased since the seal was made. From here to the end of the transaction they are not.</summary>
    public async Task<bool> MayWriteAsync(TextSeal seal, CancellationToken cancellationToken)
    {
        await keys.AloneAsync(seal.Person, cancellationToken);
        return !await keys.IsErasedAsync(seal.Person, seal.Key.Id, cancellationToken);
    }

    /// <summary>What time it is for whoever keeps a text.</summary>
    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>The id by which it is read again. Part of the caller's transaction, which saves.</summary>
    public Guid Keep(TextSeal seal, string about, string text)
    {
        var kept = PersonalText.Of(seal, about, text, Now);
        database.Add(kept);
        return kept.Id;
    }

    /// <summary>When the person was erased last, as long as that is remembered: what they wrote before that is not theirs any more.</summary>
    public async Task<DateTimeOffset?> LastErasureAsync(Person person, CancellationToken cancellationToken)
    {
        var digest = person.Digest.ToBytes();
        return await database.Set<PersonalDataErasure>().Where(x => x.Person == digest).MaxAsync(x => (DateTimeOffset?)x.At, cancellationToken);
    }
}
