using CeCommerce.Orders;
using CeCommerce.Personal;
using CeCommerce.Personal.Retained;
using CeCommerce.Platform;
using CeCommerce.Platform.Changes;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.Idempotency;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Invoices.Named;

/// <summary>Takes requests of buyers for a qualified invoice with a name. What is remembered of the request is a mark that nobody can check without the key of the name's file.</summary>
internal sealed class NamedInvoices(CommerceDatabase database, IdempotencyKeys keys, RetainedTexts texts, NamedDocuments documents)
{
    public const int MostCharacters = 100;

    private readonly AtomicChanges _changes = new(database, keys, new NamedInvoiceBusy("input"));

    public async Task<Outcome<Invoice>> RequestAsync(Caller caller, RequestNamedInvoiceInput input, CancellationToken cancellationToken)
    {
        if (NameOf(input.Name) is not { } name)
        {
            return new InvoiceNameInvalid(MostCharacters, "input", "name");
        }

        var order = await database.Set<Order>().AsNoTracking().VisibleTo(caller).SingleOrDefaultAsync(x => x.Id == input.OrderId, cancellationToken);
        if (order is null || Person.Of(caller) is not { } person)
        {
            return new OrderNotFound(input.OrderId.ToString(), "input", "orderId");
        }

        // No key is made for what is refused anyway.
        if (order.HandedOverAt is null)
        {
            return new NamedInvoiceTooEarly("input", "orderId");
        }

        if (!(await texts.FileAsync(person, $"invoices/{order.Id}", cancellationToken)).Try(out var file, out var unavailable))
        {
            return Outcome<Invoice>.Refused(unavailable);
        }

        using (file)
        {
            return await IssueAsync(caller, input, new(name, file), cancellationToken);
        }
    }

    private Task<Outcome<Invoice>> IssueAsync(Caller caller, RequestNamedInvoiceInput input, NameToKeep name, CancellationToken cancellationToken) => _changes.OnceAsync(
        new(caller, "requestNamedInvoice", input.IdempotencyKey, new { order = input.OrderId.ToString(), name = name.File.Mark(name.Name) }),
        () => documents.IssueAsync(input.OrderId, name, cancellationToken),
        invoice => invoice.Id.ToString(),
        async id => await database.Set<Invoice>().Whole().SingleAsync(x => x.Id == TypedId.Parse<InvoiceId>(id), cancellationToken),
        cancellationToken);

    private static string? NameOf(string typed)
    {
        var name = NormalForm.Composed(typed).Trim();
        return name.Length is > 0 and <= MostCharacters && RecipientRules.IsPrintable(name) ? name : null;
    }
}

/// <summary>A name, and where it is kept.</summary>
internal sealed record NameToKeep(string Name, RetainedFile File)
{
    /// <summary>Nothing of it: it may be in a hand that logs.</summary>
    public override string ToString() => nameof(NameToKeep);
}
