using System.Text.RegularExpressions;
using CeCommerce.Platform;

namespace CeCommerce.Standards;

/// <summary>What a statement rests on: exactly one of the three. Files are kept by whoever states it.</summary>
/// <param name="Text">In words.</param>
/// <param name="Address">Where it can be read, https.</param>
/// <param name="Sha256">Digest of a document, 64 lower-case hex digits.</param>
public sealed record Evidence(string? Text, string? Address, string? Sha256);

/// <summary>Why something is no evidence.</summary>
/// <param name="Field">Which of the three is wrong; null when there is none of them or more than one.</param>
internal sealed record EvidenceFlaw(string? Field, LocalText Reason);

/// <summary>What evidence may be.</summary>
internal static partial class EvidenceLimits
{
    private const int LongestText = 4_000;
    private const int LongestAddress = 500;

    public static EvidenceFlaw? Check(Evidence evidence)
    {
        if (new[] { evidence.Text, evidence.Address, evidence.Sha256 }.Count(part => part is not null) != 1)
        {
            return Flaw(null, "根拠として text、address、sha256 のうち 1 つだけを指定してください。", "Give exactly one of text, address and sha256 as evidence.");
        }

        return evidence switch
        {
            { Text: { } text } when string.IsNullOrWhiteSpace(text) || text.Length > LongestText || !PlainText.IsStorable(text) =>
                Flaw("text", "根拠は制御文字を含まない 1〜4,000 文字です。", "Evidence in words has 1 to 4,000 characters and no control characters."),
            { Address: { } address } when !IsHttps(address) =>
                Flaw("address", "根拠の URL は https:// で始まる 500 文字以内です。", "An address of evidence starts with https:// and has at most 500 characters."),
            { Sha256: { } digest } when !Digest().IsMatch(digest) =>
                Flaw("sha256", "SHA-256 は小文字の 16 進 64 桁です。", "A SHA-256 digest has 64 lower-case hex digits."),
            _ => null,
        };
    }

    private static bool IsHttps(string address) => address.Length <= LongestAddress && PlainText.IsStorable(address)
        && Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps && uri.Host.Length > 0 && uri.UserInfo.Length == 0;

    private static EvidenceFlaw Flaw(string? field, string ja, string en) => new(field, new(ja, en));

    [GeneratedRegex(@"\A[0-9a-f]{64}\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Digest();
}
