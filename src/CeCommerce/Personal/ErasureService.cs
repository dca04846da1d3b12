using CeCommerce.Personal.Keys;
using CeCommerce.Platform;
using CeCommerce.Platform.Changes;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.Identity;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Personal;

/// <summary>
/// Erases a person: first the tombstone and what the rows said, in one transaction; then the key, in its own store. What dies between the two is
/// finished by the next request, the next save of that person or the next round, one of which follows each start.
/// </summary>
internal sealed class ErasureService(CommerceDatabase database, AtomicChanges changes, LiveKeys keys, Erasures erasures, TimeProvider clock)
{
    public async Task<Outcome<PersonalDataErasure>> EraseAsync(Caller caller, ErasePersonalDataInput input, CancellationToken cancellationToken)
    {
        if (!input.Confirm)
        {
            return new ErasureNotConfirmed("input", "confirm");
        }

        if (SubjectOf(caller, input.Subject) is not { } person)
        {
            return new ErasureSubjectInvalid("input", "subject");
        }

        try
        {
            var recorded = await changes.OnceAsync(
                new(caller, "erasePersonalData", input.IdempotencyKey, new { person = person.Digest.ToString() }),
                () => RecordAsync(caller, person, cancellationToken),
                erasure => erasure.Id.ToString("D"),
                name => FindAgainAsync(Guid.Parse(name), cancellationToken),
                cancellationToken);
            if (recorded.Try(out var erasure, out _))
            {
                await erasures.FinishAsync(erasure, cancellationToken);
            }

            return recorded;
        }
        catch (KeyStoreFailure failure)
        {
            return Outcome<PersonalDataErasure>.Refused(erasures.Refusal(failure));
        }
    }

    private static Person? SubjectOf(Caller caller, ErasureSubjectInput? subject) => (caller.Role, subject) switch
    {
        (Role.Consumer, null) => Person.Of(caller),
        (Role.Platform, { } named) when named.ClientId.Length > 0 && StorableText.Is(named.ClientId) && ConsumerId.IsValid(named.Consumer) => new(named.ClientId, named.Consumer),
        _ => null,
    };

    private async Task<Outcome<PersonalDataErasure>> RecordAsync(Caller caller, Person person, CancellationToken cancellationToken)
    {
        await keys.AloneAsync(person, cancellationToken);
        var rows = await database.Set<Recipient>().OwnedBy(person).ToListAsync(cancellationToken);
        var versions = await database.Set<RecipientVersion>().OwnedBy(person).ToListAsync(cancellationToken);
        var toErase = rows.Select(row => row.KeyId).Concat(versions.Select(version => version.KeyId)).ToHashSet();
        toErase.UnionWith(await keys.StoredAsync(person, cancellationToken));
        var digest = person.Digest.ToBytes();
        var before = await database.Set<PersonalDataErasure>().Where(x => x.Person == digest).OrderByDescending(x => x.Id).ToListAsync(cancellationToken);
        toErase.ExceptWith(before.SelectMany(erasure => erasure.KeyIds));
        if (rows.Count + versions.Count == 0 && toErase.Count == 0 && before.Count > 0)
        {
            return before[0];
        }

        var now = clock.GetUtcNow();
        rows.ForEach(row => row.Erase(now));
        versions.ForEach(version => version.Erase(now));
        var erasure = PersonalDataErasure.Of(person.Digest, toErase, rows.Count, caller, now);
        database.Add(erasure);
        return erasure;
    }

    private Task<PersonalDataErasure> FindAgainAsync(Guid id, CancellationToken cancellationToken) =>
        database.Set<PersonalDataErasure>().SingleAsync(x => x.Id == id, cancellationToken);
}
