using CeCommerce.Platform;

namespace CeCommerce.Checkout;

/// <summary>
/// A final confirmation in the words in which it was shown or agreed. It is evidence (特定商取引法 12-6): what is said later of an old one is its text as it was kept, not what a newer
/// version would make of it.
/// </summary>
/// <param name="json">Canonical JSON (RFC 8785).</param>
public sealed class ConfirmationText(string json)
{
    private FinalConfirmation? _content;

    internal string Json => json;

    /// <summary>SHA-256 of <see cref="Json"/>, 64 lower-case hex digits.</summary>
    internal string Digest => CanonicalJson.Digest(json);

    internal FinalConfirmation Content => _content ??= FinalConfirmation.Read(json);

    internal static ConfirmationText Of(FinalConfirmation confirmation) => new(confirmation.AsJson());
}
