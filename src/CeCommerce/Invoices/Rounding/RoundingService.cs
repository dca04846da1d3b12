using CeCommerce.Operators;
using CeCommerce.Platform;
using CeCommerce.Platform.Changes;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.History;
using CeCommerce.Platform.Idempotency;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Invoices.Rounding;

/// <summary>Keeps what operators choose about rounding. Of two choices at once the key of the table lets one through.</summary>
internal sealed class RoundingService(CommerceDatabase database, IdempotencyKeys keys, TimeProvider clock)
{
    private readonly AtomicChanges _changes = new(database, keys, new InvoiceRoundingBusy("input"));

    public Task<Outcome<Operator>> ChooseAsync(Caller caller, ChooseInvoiceRoundingInput input, CancellationToken cancellationToken) => _changes.OnceAsync(
        new(caller, "chooseInvoiceRounding", input.IdempotencyKey, new { owner = input.OperatorId?.ToString(), rounding = input.Rounding.ToString(), from = input.From }),
        () => DecideAsync(caller, input, cancellationToken),
        chooser => chooser.Id.ToString(),
        async id => await database.Set<Operator>().SingleAsync(x => x.Id == TypedId.Parse<OperatorId>(id), cancellationToken),
        cancellationToken);

    private async Task<Outcome<Operator>> DecideAsync(Caller caller, ChooseInvoiceRoundingInput input, CancellationToken cancellationToken)
    {
        var id = input.OperatorId ?? (caller.OperatorId is { } tenant ? OperatorId.From(tenant) : default(OperatorId?));
        if (await database.Set<Operator>().ChangeableBy(caller).SingleOrDefaultAsync(x => x.Id == id, cancellationToken) is not { } chooser)
        {
            return new OperatorNotFound(id?.ToString() ?? "", "input", "operatorId");
        }

        if (await database.Set<RoundingChoice>().AsNoTracking().SingleOrDefaultAsync(x => x.OperatorId == chooser.Id, cancellationToken) is { } before)
        {
            return new InvoiceRoundingChosen(before.Rounding, before.From, "input");
        }

        var now = clock.GetUtcNow();
        var tomorrow = Tokyo.DayOf(now).AddDays(1);
        if (input.From < tomorrow)
        {
            return new InvoiceRoundingTooEarly(tomorrow, "input", "from");
        }

        var choice = RoundingChoice.Of(chooser.Id, input.Rounding, input.From ?? tomorrow, now);
        database.Add(choice);
        database.Note(HistoryEntry.Of(chooser.Id, "invoice_rounding_chosen", caller, now, null, new { rounding = choice.Rounding.ToString(), from = choice.From }));
        return chooser;
    }
}
