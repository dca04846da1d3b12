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
internal sealed class ErasureService(CommerceDatabase database, AtomicChanges changes, ErasureRecords records, Erasures erasures)
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
                async () => await records.RecordAsync(caller, person, cancellationToken),
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

    private Task<PersonalDataErasure> FindAgainAsync(Guid id, CancellationToken cancellationToken) =>
        database.Set<PersonalDataErasure>().SingleAsync(x => x.Id == id, cancellationToken);
}
