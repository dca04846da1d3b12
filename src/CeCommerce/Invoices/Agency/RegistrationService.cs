using CeCommerce.Operators;
using CeCommerce.Platform;
using CeCommerce.Platform.Changes;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.History;
using CeCommerce.Platform.Idempotency;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Invoices.Agency;

/// <summary>Keeps what sellers tell of their registration. Of two notices at once an index of the table lets one through.</summary>
internal sealed class RegistrationService(CommerceDatabase database, IdempotencyKeys keys, Agencies agencies, TimeProvider clock)
{
    private readonly AtomicChanges _changes = new(database, keys, new RegistrationNoticeBusy("input"));

    public Task<Outcome<Operator>> NotifyAsync(Caller caller, NotifyInvoiceRegistrationInput input, CancellationToken cancellationToken) => DoAsync(
        new(caller, "notifyInvoiceRegistration", input.IdempotencyKey, new { from = input.From }), seller => NotifyAsync(caller, seller, input.From, cancellationToken), cancellationToken);

    public Task<Outcome<Operator>> RevokeAsync(Caller caller, RevokeInvoiceRegistrationInput input, CancellationToken cancellationToken) => DoAsync(
        new(caller, "revokeInvoiceRegistration", input.IdempotencyKey, new { }), seller => RevokeAsync(caller, seller, cancellationToken), cancellationToken);

    private Task<Outcome<Operator>> DoAsync(KeyedRequest request, Func<Operator, Task<UserError?>> act, CancellationToken cancellationToken) => _changes.OnceAsync<Operator>(
        request,
        async () =>
        {
            if (await database.Set<Operator>().ChangeableBy(request.Caller).SingleOrDefaultAsync(cancellationToken) is not { } seller)
            {
                return new OperatorNotFound("", "input");
            }

            return await act(seller) is { } refused ? refused : seller;
        },
        seller => seller.Id.ToString(),
        async id => await database.Set<Operator>().SingleAsync(x => x.Id == TypedId.Parse<OperatorId>(id), cancellationToken),
        cancellationToken);

    private async Task<UserError?> NotifyAsync(Caller caller, Operator seller, DateOnly? wanted, CancellationToken cancellationToken)
    {
        if (seller.Profile is not { IsTaxable: true, InvoiceNumber: { } number })
        {
            return new SellerNotRegistered("input");
        }

        if (await LiveAsync(seller, cancellationToken) is { } before)
        {
            return new RegistrationAlreadyNotified(before.NotifiedAt, before.From, "input");
        }

        var now = clock.GetUtcNow();
        var tomorrow = Tokyo.DayOf(now).AddDays(1);
        var from = wanted ?? tomorrow;
        if (from < tomorrow)
        {
            return new RegistrationNoticeTooEarly(tomorrow, "input", "from");
        }

        if (await agencies.PlatformOnAsync(from, cancellationToken) is not { RegistrationNumber: not null })
        {
            return new PlatformNotRegistered("input", "from");
        }

        database.Add(RegistrationNotice.Of(seller.Id, number, from, now));
        database.Note(HistoryEntry.Of(seller.Id, "invoice_registration_notified", caller, now, null, new { number, from }));
        return null;
    }

    private async Task<UserError?> RevokeAsync(Caller caller, Operator seller, CancellationToken cancellationToken)
    {
        if (await LiveAsync(seller, cancellationToken) is not { } notice)
        {
            return new RegistrationNotNotified("input");
        }

        var now = clock.GetUtcNow();
        notice.Revoke(now);
        database.Note(HistoryEntry.Of(seller.Id, "invoice_registration_revoked", caller, now, new { number = notice.SellerInvoiceNumber }, null));
        return null;
    }

    private Task<RegistrationNotice?> LiveAsync(Operator seller, CancellationToken cancellationToken) =>
        database.Set<RegistrationNotice>().SingleOrDefaultAsync(x => x.OperatorId == seller.Id && x.RevokedAt == null, cancellationToken);
}
