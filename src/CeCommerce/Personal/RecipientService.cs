using CeCommerce.Personal.Keys;
using CeCommerce.Platform;
using CeCommerce.Platform.Changes;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Personal;

/// <summary>Keeps where a consumer has things sent to.</summary>
internal sealed class RecipientService(CommerceDatabase database, AtomicChanges changes, LiveKeys keys, TimeProvider clock, ILogger<RecipientService> logger)
{
    /// <summary>A family, work, some friends; far more than that is a list of customers, which belongs elsewhere.</summary>
    public const int Limit = 50;

    private const int Attempts = 3;

    public async Task<SaveRecipientPayload> SaveAsync(Caller caller, SaveRecipientInput input, CancellationToken cancellationToken)
    {
        if (Person.Of(caller) is not { } person)
        {
            return new(null, [new RecipientOwnerRequired()]);
        }

        var (address, errors) = RecipientRules.Read(input);
        if (address is null)
        {
            return new(null, errors);
        }

        try
        {
            return SaveRecipientPayload.Of(await SaveAsync(new(caller, person, input.RecipientId, input.IdempotencyKey), address, cancellationToken));
        }
        catch (KeyStoreFailure failure)
        {
            PersonalLog.KeysFailed(logger, failure);
            return new(null, [failure.AsRefusal()]);
        }
    }

    /// <summary>An erasure in between makes the person's key useless; then it is another key's turn.</summary>
    private async Task<Outcome<Recipient>> SaveAsync(Wanted wanted, RecipientAddress address, CancellationToken cancellationToken)
    {
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            using var key = await keys.OfAsync(wanted.Person, cancellationToken);
            var saved = key is null ? new PersonalDataBusy() : await SaveAsync(wanted, address, key, cancellationToken);
            if (saved.Error is not PersonalDataBusy)
            {
                return saved;
            }
        }

        return new PersonalDataBusy();
    }

    /// <summary>What is remembered of the request is a mark that nobody can check without the person's key.</summary>
    private Task<Outcome<Recipient>> SaveAsync(Wanted wanted, RecipientAddress address, DataKey key, CancellationToken cancellationToken) => changes.OnceAsync(
        new(wanted.Caller, "saveRecipient", wanted.IdempotencyKey, new { recipient = wanted.Id?.ToString(), content = key.Mark(address.ToBytes()) }),
        () => KeepAsync(wanted, address, key, cancellationToken),
        recipient => recipient.Id.ToString(),
        name => FindAgainAsync(wanted.Person, name, cancellationToken),
        cancellationToken);

    private async Task<Outcome<Recipient>> KeepAsync(Wanted wanted, RecipientAddress address, DataKey key, CancellationToken cancellationToken)
    {
        await keys.AloneAsync(wanted.Person, cancellationToken);
        if (await keys.IsErasedAsync(wanted.Person, key.Id, cancellationToken))
        {
            return new PersonalDataBusy();
        }

        var found = wanted.Id is { } id ? await OwnAsync(wanted.Person, id, cancellationToken) : await NewAsync(wanted.Person, cancellationToken);
        if (found.Try(out var recipient, out _))
        {
            recipient.Keep(RecipientContent.Of(address), wanted.Person, key, Now);
        }

        return found;
    }

    private async Task<Outcome<Recipient>> NewAsync(Person person, CancellationToken cancellationToken)
    {
        if (await database.Set<Recipient>().OwnedBy(person).CountAsync(cancellationToken) >= Limit)
        {
            return new TooManyRecipients(Limit, "input");
        }

        var recipient = Recipient.Of(person, Now);
        database.Add(recipient);
        return recipient;
    }

    private async Task<Outcome<Recipient>> OwnAsync(Person person, RecipientId id, CancellationToken cancellationToken) =>
        await database.Set<Recipient>().OwnedBy(person).SingleOrDefaultAsync(x => x.Id == id, cancellationToken) is { } own ? own : new RecipientNotFound("input", "recipientId");

    private async Task<Recipient> FindAgainAsync(Person person, string name, CancellationToken cancellationToken)
    {
        var id = TypedId.Parse<RecipientId>(name);
        return await database.Set<Recipient>().OwnedBy(person).SingleAsync(x => x.Id == id, cancellationToken);
    }

    /// <summary>As it is told, and no finer: the same answer again is the same.</summary>
    private DateTimeOffset Now => DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds());

    private sealed record Wanted(Caller Caller, Person Person, RecipientId? Id, string IdempotencyKey);
}
