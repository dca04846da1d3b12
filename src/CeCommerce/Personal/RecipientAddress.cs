using System.Text.Json;
using CeCommerce.Platform;

namespace CeCommerce.Personal;

/// <summary>Who and where: the label of a parcel and how to reach them.</summary>
/// <param name="Name">As it stands at the door.</param>
/// <param name="NameKana">How it is read, in full-width katakana; null when nobody said.</param>
/// <param name="PostalCode">7 digits, without a hyphen.</param>
/// <param name="PrefectureCode">JIS X 0401, `01` to `47`.</param>
/// <param name="AddressLines">Municipality, block, building; 1 to 4.</param>
/// <param name="Phone">10 or 11 digits, the first of them 0.</param>
/// <param name="Email">Null when nobody said.</param>
internal sealed record RecipientAddress(
    string Name, string? NameKana, string PostalCode, string PrefectureCode, IReadOnlyList<string> AddressLines, string Phone, string? Email)
{
    /// <summary>JSON, filled up: what a mark of the content is made of.</summary>
    internal byte[] ToBytes() => RecipientContent.Filled(JsonSerializer.SerializeToUtf8Bytes(this, CommerceJson.Options));

    /// <summary>Nothing of it: it may be in a hand that logs.</summary>
    public override string ToString() => nameof(RecipientAddress);
}
