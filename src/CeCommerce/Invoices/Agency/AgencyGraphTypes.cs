using GraphQL.Types;

namespace CeCommerce.Invoices.Agency;

/// <summary>What GraphQL shows of who runs the platform.</summary>
internal sealed class PlatformIssuerGraphType : ObjectGraphType<PlatformIssuer>
{
    public PlatformIssuerGraphType()
    {
        Name = "PlatformIssuer";
        Description = "The company that runs the platform, as it stands on tax documents that it issues.";
        Field(x => x.LegalName).Description("Registered name.");
        Field(x => x.TradeName, nullable: true).Description("Name of the platform when it differs.");
        Field(x => x.RegistrationNumber, nullable: true).Description("適格請求書発行事業者登録番号; null while it is not registered.");
        Field(x => x.PostalCode).Description("Of the address.");
        Field(x => x.Address).Description("Where it is.");
        Field(x => x.Phone).Description("Where it answers the telephone.");
        Field(x => x.From).Description("First day on which it holds, in Japan.");
    }
}

/// <summary>What GraphQL shows of a notice of a registration.</summary>
internal sealed class RegistrationNoticeGraphType : ObjectGraphType<RegistrationNotice>
{
    public RegistrationNoticeGraphType()
    {
        Name = "InvoiceRegistrationNotice";
        Description = "That an operator told the platform of its registration, so that the platform issues its documents (媒介者交付特例, 消費税法施行令 70-12).";
        Field(x => x.SellerInvoiceNumber).Description("The operator's 適格請求書発行事業者登録番号 that was told; with another one in its profile the notice holds no longer.");
        Field(x => x.NotifiedAt).Description("When it was told.");
        Field(x => x.From).Description("First day of supply from which the platform issues, in Japan.");
        Field(x => x.RevokedAt, nullable: true).Description("When it was taken back; null while it holds.");
    }
}

/// <summary>What GraphQL shows of a copy that was passed to the seller.</summary>
internal sealed class SellerCopyGraphType : ObjectGraphType<SellerCopy>
{
    public SellerCopyGraphType()
    {
        Name = "SellerCopy";
        Description = "That the seller was given its copy of a document that the platform issued in its stead (消費税法施行令 70-12(3)).";
        Field("sha256", x => x.Digest).Description("SHA-256 of what was given, 64 lower-case hex digits: that of the document's canonicalJson.");
        Field(x => x.PassedAt).Description("When.");
    }
}
