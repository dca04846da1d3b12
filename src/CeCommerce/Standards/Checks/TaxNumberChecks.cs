namespace CeCommerce.Standards.Checks;

/// <summary>The numbers by which invoices name who issued them (消費税法 57-2, 法人番号).</summary>
internal static class TaxNumberChecks
{
    private static readonly ReasonKind NoInvoiceNumber = new("no-invoice-number", "operator.invoiceNumber");
    private static readonly ReasonKind BadInvoiceNumber = new("bad-invoice-number", "operator.invoiceNumber");
    private static readonly ReasonKind NoCorporateNumber = new("no-corporate-number", "operator.corporateNumber");
    private static readonly ReasonKind BadCorporateNumber = new("bad-corporate-number", "operator.corporateNumber");
    private static readonly ReasonKind OtherCorporateNumber = new("other-corporate-number", "operator.invoiceNumber");

    public static IReadOnlyList<NamedCheck> All { get; } =
    [
        new("tax-number.invoice-well-formed")
        {
            Inputs = [Inputs.InvoiceNumber],
            Reasons = [NoInvoiceNumber, BadInvoiceNumber],
            Check = static context => !context.Operator.IsTaxable ? Check.NotApplicable
                : string.IsNullOrWhiteSpace(context.Operator.InvoiceNumber) ? Check.Unknown(NoInvoiceNumber)
                : CheckDigits.InvoiceNumber(context.Operator.InvoiceNumber) == NumberCheck.Valid ? Check.Pass : Check.Fail(BadInvoiceNumber),
        },
        new("tax-number.invoice-carries-corporate")
        {
            Inputs = [Inputs.InvoiceNumber, Inputs.CorporateNumber],
            Reasons = [NoCorporateNumber, BadCorporateNumber, OtherCorporateNumber],
            Check = CarriesCorporate,
        },
    ];

    private static Check CarriesCorporate(RuleContext context)
    {
        var (invoice, number) = (context.Operator.InvoiceNumber, context.Operator.CorporateNumber);
        if (!context.Operator.IsCorporation || string.IsNullOrWhiteSpace(invoice))
            return Check.NotApplicable;
        if (string.IsNullOrWhiteSpace(number))
            return Check.Unknown(NoCorporateNumber);
        if (CheckDigits.CorporateNumber(number) != NumberCheck.Valid)
            return Check.Fail(BadCorporateNumber);
        return invoice.AsSpan().TrimStart('T').SequenceEqual(number) ? Check.Pass : Check.Fail(OtherCorporateNumber);
    }
}
