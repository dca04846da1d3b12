using System.Text.RegularExpressions;

namespace CeCommerce.Platform.Identity;

/// <summary>
/// A partner app's own, opaque name for one of its consumers: 1 to 128 visible ASCII characters. It is kept with orders
/// and history for years, so it must say nothing about the person: no e-mail address (refused), no name.
/// </summary>
internal static partial class ConsumerId
{
    /// <summary>The <c>subject_token_type</c> under which an app names its consumer at the token endpoint.</summary>
    public const string TokenType = "urn:cecommerce:token-type:consumer-id";

    public const string Rule = "A consumer id is 1 to 128 visible ASCII characters without '@': an opaque id, never an e-mail address or a name.";

    public static bool IsValid(string? text) => text is not null && Shape().IsMatch(text);

    [GeneratedRegex(@"\A[!-?A-~]{1,128}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Shape();
}
