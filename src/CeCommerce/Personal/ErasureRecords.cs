using CeCommerce.Personal.Texts;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Personal;

/// <summary>Writes down that a person is erased, and empties what is kept of them. Part of the caller's transaction, which saves.</summary>
internal sealed class ErasureRecords(CommerceDatabase database, LiveKeys keys, IEnumerable<IForgetPerson> others, TimeProvider clock)
{
    /// <summary>The erasure of before, where nothing came since.</summary>
    public async Task<PersonalDataErasure> RecordAsync(Caller caller, Person person, CancellationToken cancellationToken)
    {
        await keys.AloneAsync(person, cancellationToken);
        var rows = await database.Set<Recipient>().OwnedBy(person).ToListAsync(cancellationToken);
        var versions = await database.Set<RecipientVersion>().OwnedBy(person).ToListAsync(cancellationToken);
        var toErase = rows.Select(row => row.KeyId).Concat(versions.Select(version => version.KeyId)).ToHashSet();
        toErase.UnionWith(await database.Set<PersonalText>().OwnedBy(person).Select(text => text.KeyId).Distinct().ToListAsync(cancellationToken));
        toErase.UnionWith(await keys.StoredAsync(person, cancellationToken));
        var now = clock.GetUtcNow();
        foreach (var other in others)
        {
            await other.ForgetAsync(person, now, cancellationToken);
        }

        var digest = person.Digest.ToBytes();
        var before = await database.Set<PersonalDataErasure>().Where(x => x.Person == digest).OrderByDescending(x => x.Id).ToListAsync(cancellationToken);
        toErase.ExceptWith(before.SelectMany(erasure => erasure.KeyIds));
        if (rows.Count + versions.Count == 0 && toErase.Count == 0 && before.Count > 0)
        {
            return before[0];
        }

        rows.ForEach(row => row.Erase(now));
        versions.ForEach(version => version.Erase(now));

        // Texts are emptied by the row itself (tr_erasures_texts), whichever version of the product writes it.
        var erasure = PersonalDataErasure.Of(person.Digest, toErase, rows.Count, caller, now);
        database.Add(erasure);
        return erasure;
    }
}
