namespace CeCommerce.Operators.SellerTerms;

/// <summary>Which terms are accepted.</summary>
internal sealed record AcceptPlatformTermsInput
{
    /// <summary>Name of the terms as read in `platformTerms`.</summary>
    public required string Version { get; init; }

    /// <summary>A fresh key for each new request; the same key again gives the same answer.</summary>
    public required string IdempotencyKey { get; init; }
}
