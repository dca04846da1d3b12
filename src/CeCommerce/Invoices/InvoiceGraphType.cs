using CeCommerce.Invoices.Agency;
using CeCommerce.Invoices.Content;
using CeCommerce.Invoices.Named;
using CeCommerce.Orders;
using CeCommerce.Platform;
using CeCommerce.Platform.GraphQL;
using CeCommerce.Platform.GraphQL.Types;
using GraphQL;
using GraphQL.Types;

namespace CeCommerce.Invoices;

/// <summary>What GraphQL shows of a tax document.</summary>
internal sealed class InvoiceGraphType : ObjectGraphType<Invoice>
{
    public InvoiceGraphType()
    {
        Name = "Invoice";
        Description = "A tax document as it was issued when an order was handed over, or when money of it was given back. It never changes; a name that the buyer asked for is kept beside it.";
        Field(x => x.Id).Description("Global id, `inv_…`.");
        Field(x => x.Kind).Description("What it is.");
        Field(x => x.Number).Description("Of the issuer's series of that year, without gaps.");
        Field(x => x.IssuedOn).Description("Day of issue, in Japan.");
        Field("suppliedOn", x => x.Said.SuppliedOn).Description("Day of the supply, or of the return, in Japan.");
        Field(x => x.IssuedAt).Description("When it was issued.");
        Field<NonNullGraphType<CommerceObjectType<InvoiceParty>>>("issuer").Description("In whose name and number it is issued.").Resolve(field => field.Source.Said.Issuer);
        Field<CommerceObjectType<InvoiceParty>>("seller").Description("Who sold, where the platform issues for the seller (媒介者交付特例); else null.").Resolve(field => field.Source.Said.Seller);
        Field<StringGraphType>("addressee").Description("The name on a qualified invoice, as its buyer asked for it. For its buyer and its operator, as long as the document must be kept; null for others, after that, where no name was asked for and while its key cannot be used.")
            .ResolveAsync(async field => (await field.RequestServices!.GetRequiredService<InvoiceNames>().ReadAsync(field.Source, CommerceUserContext.Of(field).Caller, field.CancellationToken)).Text);
        Field<SellerCopyGraphType>("sellerCopy").Description("The copy that the seller got of what the platform issued in its stead; null on what the seller issued itself.")
            .Resolve(field => field.RequestServices!.GetRequiredService<CopiesOfInvoices>().Load(field.Source.Id));
        Field(x => x.OperatorId).Description("Who sold.");
        Field(x => x.Operator).Description("Who sold, as it is now.");
        Field(x => x.OrderId).Description("The order whose supply it is about.");
        Field<OrderGraphType>("order").Description("That order; null when it is not the caller's to see.")
            .Resolve(field => field.RequestServices!.GetRequiredService<OrdersById>().Load(field.Source.OrderId, CommerceUserContext.Of(field).Caller));
        Figures();
        Field<NonNullGraphType<StringGraphType>>("pdf").Description("Where to fetch it as a PDF on this server, with the same access token.")
            .Argument<CommerceEnumType<Language>>("language", argument => argument.Description = "In which language; left out: Japanese.")
            .Resolve(field => InvoiceDownload.PathOf(field.Source.Id, field.GetArgument<Language?>("language") ?? Language.Ja));
        Field(x => x.RetainedUntil).Description("It is kept here through this day: seven years from two months after the end of the tax period, which has a year at most (消費税法施行令 70-13).");
        Field<NonNullGraphType<StringGraphType>>("canonicalJson").Description("The document itself, as JSON in the form of RFC 8785.").Resolve(field => field.Source.Content);
        Field("sha256", x => x.Digest).Description("SHA-256 of canonicalJson, 64 lower-case hex digits.");
    }

    private void Figures()
    {
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<CommerceObjectType<InvoiceLine>>>>>("lines").Description("What was supplied, or what is given back of it.").Resolve(field => field.Source.Said.Lines);
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<CommerceObjectType<InvoiceRate>>>>>("rates").Description("A sum for each rate; empty on what is not qualified.").Resolve(field => field.Source.Said.Rates);
        Field(x => x.Total).Description("With tax; of a return what is given back.");
        Field("rounding", x => x.Said.Rounding, nullable: true).Description("How the tax was rounded, once for each rate; null on what is not qualified.");
        Field<InvoiceGraphType>("corrects").Description("The document that a return gives back of; null on others.")
            .Resolve(field => field.Source.CorrectsId is { } id ? field.RequestServices!.GetRequiredService<CorrectedInvoices>().Load(id, CommerceUserContext.Of(field).Caller) : null);
        Field<InvoiceGraphType>("replaces").Description("The document of the same supply in whose stead a qualified invoice stands; null on others.")
            .Resolve(field => field.Source.Said.Replaces is { } before ? field.RequestServices!.GetRequiredService<CorrectedInvoices>().Load(TypedId.Parse<InvoiceId>(before.Invoice), CommerceUserContext.Of(field).Caller) : null);
        Field("returnOwed", x => x.Said.Corrects == null ? null : x.Said.Corrects.Owed, nullable: true)
            .Description("False when the refund is below 10,000 yen over all rates, so that no return invoice need be issued (消費税法施行令 70-9(3) ii); null on what is no return invoice.");
    }
}
