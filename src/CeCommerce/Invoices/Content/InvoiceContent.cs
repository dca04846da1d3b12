using CeCommerce.Invoices.Tax;
using CeCommerce.Platform;

namespace CeCommerce.Invoices.Content;

/// <summary>
/// All that a tax document says. It is kept as canonical JSON (RFC 8785) and never changes; the PDF shows it. It names no buyer: a simplified invoice need not, and of one
/// that does the name lies sealed elsewhere.
/// </summary>
/// <param name="Kind">What it is.</param>
/// <param name="Number">Of the issuer's own series, without gaps.</param>
/// <param name="IssuedOn">Day of issue, in Japan.</param>
/// <param name="SuppliedOn">Day of the supply, or of the return.</param>
/// <param name="Issuer">In whose name it is issued.</param>
/// <param name="Seller">Who sold, where somebody else issues for them (媒介者交付特例); else null.</param>
/// <param name="Order">`ord_…`.</param>
/// <param name="Lines">What was supplied, or what is given back of it.</param>
/// <param name="Rates">A sum for each rate; empty on what is not qualified.</param>
/// <param name="Total">With tax.</param>
/// <param name="Rounding">How the tax was rounded, once for each rate; null on what is not qualified.</param>
/// <param name="Corrects">What it gives back of; null on what gives nothing back.</param>
internal sealed record InvoiceContent(
    InvoiceKind Kind,
    string Number,
    DateOnly IssuedOn,
    DateOnly SuppliedOn,
    InvoiceParty Issuer,
    InvoiceParty? Seller,
    string Order,
    IReadOnlyList<InvoiceLine> Lines,
    IReadOnlyList<InvoiceRate> Rates,
    Money Total,
    TaxRounding? Rounding,
    InvoiceCorrection? Corrects)
{
    /// <summary>Whom it names; null on what names nobody.</summary>
    public InvoiceAddressee? Addressee { get; init; }

    /// <summary>The document of the same supply in whose stead it stands; null on what stands in nobody's stead.</summary>
    public InvoiceReplaced? Replaces { get; init; }
}

/// <summary>Whom a document names (消費税法 57-4(1) vi), without the name.</summary>
/// <param name="Text">Of the text that is kept sealed.</param>
/// <param name="Digest">HMAC-SHA-256 of the name under a salt that is sealed with it: it proves the name to whoever may read it.</param>
internal sealed record InvoiceAddressee(Guid Text, string Digest);

/// <summary>A document that is not to be used any more.</summary>
/// <param name="Invoice">`inv_…`.</param>
/// <param name="Number">Its number.</param>
/// <param name="IssuedOn">Its day.</param>
internal sealed record InvoiceReplaced(string Invoice, string Number, DateOnly IssuedOn);

/// <summary>A business on a document.</summary>
/// <param name="Name">Registered name.</param>
/// <param name="TradeName">屋号; null when it has none.</param>
/// <param name="RegistrationNumber">適格請求書発行事業者登録番号; null of one that is not registered.</param>
/// <param name="PostalCode">Of the address.</param>
/// <param name="Address">Where it is.</param>
/// <param name="Phone">Where it answers the telephone.</param>
internal sealed record InvoiceParty(string Name, string? TradeName, string? RegistrationNumber, string PostalCode, string Address, string Phone);

/// <summary>What a line is for.</summary>
public enum InvoiceLineKind
{
    /// <summary>A unit that is sold.</summary>
    Goods,

    /// <summary>送料.</summary>
    Shipping,

    /// <summary>Another charge of the seller.</summary>
    Charge,
}

/// <summary>A line of a document.</summary>
/// <param name="Number">From 1; of a return that of the line of the document that it corrects.</param>
/// <param name="Kind">What it is for.</param>
/// <param name="OrderLine">The order's own number of the line; null of what is no unit.</param>
/// <param name="Description">In the seller's words; empty of shipping.</param>
/// <param name="Amount">With tax; of a return what is given back.</param>
/// <param name="RatePercent">Rate of consumption tax; null on what is not qualified.</param>
/// <param name="Reduced">Whether the reduced rate holds (軽減対象).</param>
internal sealed record InvoiceLine(int Number, InvoiceLineKind Kind, int? OrderLine, string Description, Money Amount, int? RatePercent, bool Reduced);

/// <summary>What a document says of one rate.</summary>
/// <param name="RatePercent">The rate.</param>
/// <param name="Reduced">Whether it is the reduced one.</param>
/// <param name="Total">Of its lines, with tax.</param>
/// <param name="Tax">Contained in the total, rounded once.</param>
/// <param name="Source">The articles that say the rate.</param>
internal sealed record InvoiceRate(int RatePercent, bool Reduced, Money Total, Money Tax, string Source);

/// <summary>Which document a return corrects.</summary>
/// <param name="Invoice">`inv_…`.</param>
/// <param name="Number">Its number.</param>
/// <param name="IssuedOn">Its day.</param>
/// <param name="Owed">False when the refund is below 10,000 yen over all rates, so that none need be issued (消費税法施行令 70-9(3) ii); null where none is owed at all.</param>
/// <param name="SuppliedOn">Day of the supply that it was about (消費税法 57-4(3) ii); null in documents from before it was told apart from the day of issue, which it then was.</param>
internal sealed record InvoiceCorrection(string Invoice, string Number, DateOnly IssuedOn, bool? Owed, DateOnly? SuppliedOn = null);
