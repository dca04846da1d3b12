using CeCommerce.Invoices.Content;
using CeCommerce.Platform;
using CeCommerce.Platform.GraphQL.Types;
using GraphQL;
using GraphQL.Types;

namespace CeCommerce.Invoices.Fees;

/// <summary>What GraphQL shows of a fee invoice.</summary>
internal sealed class FeeInvoiceGraphType : ObjectGraphType<FeeInvoice>
{
    public FeeInvoiceGraphType()
    {
        Name = "FeeInvoice";
        Description = "The platform's invoice to an operator over the fees of a month, as it was issued. It never changes, and nothing is to be paid: the fees were taken when the units were completed.";
        Field(x => x.Id).Description("Global id, `fin_…`.");
        Field(x => x.Number).Description("Of the platform's series of that year, without gaps; its tax documents for sellers are numbered in the same.");
        Field("qualified", x => x.IsQualified).Description("Whether it is a 適格請求書 (消費税法 57-4(1)): whether the platform was registered.");
        Field(x => x.OperatorId).Description("Whom it bills.");
        Field(x => x.Operator).Description("Whom it bills, as it is now.");
        Field("recipient", x => x.Said.Recipient).Description("Its registered name at the issue.");
        Field("firstDay", x => x.Said.From).Description("First day of the month, in Japan.");
        Field("lastDay", x => x.Said.To).Description("Last day of the month.");
        Field(x => x.IssuedOn).Description("Day of issue, in Japan.");
        Field(x => x.IssuedAt).Description("When it was issued.");
        Field<NonNullGraphType<CommerceObjectType<InvoiceParty>>>("issuer").Description("Who runs the platform.").Resolve(field => field.Source.Said.Issuer);
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<CommerceObjectType<FeeInvoiceLine>>>>>("lines").Description("Fees that were charged, and what was given back.").Resolve(field => field.Source.Said.Lines);
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<CommerceObjectType<FeeInvoiceRate>>>>>("rates").Description("A sum for each rate.").Resolve(field => field.Source.Said.Rates);
        Field(x => x.Total).Description("With tax; below zero when more was given back than charged.");
        Field<NonNullGraphType<StringGraphType>>("pdf").Description("Where to fetch it as a PDF on this server, with the same access token.")
            .Argument<CommerceEnumType<Language>>("language", argument => argument.Description = "In which language; left out: Japanese.")
            .Resolve(field => FeeInvoiceDownload.PathOf(field.Source.Id, field.GetArgument<Language?>("language") ?? Language.Ja));
        Field(x => x.RetainedUntil).Description("It is kept here through this day: seven years from two months after the end of the tax period, which has a year at most (消費税法施行令 70-13).");
        Field<NonNullGraphType<StringGraphType>>("canonicalJson").Description("The document itself, as JSON in the form of RFC 8785.").Resolve(field => field.Source.Content);
        Field("sha256", x => x.Digest).Description("SHA-256 of canonicalJson, 64 lower-case hex digits.");
    }
}
