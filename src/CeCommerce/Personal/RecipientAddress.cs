using System.Text.Json;
using CeCommerce.Personal.Keys;
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
    /// <summary>Lengths are told in steps of so many bytes only.</summary>
    private const int Step = 256;

    /// <summary>JSON, filled up with spaces: a short name shall not be told from a long one by the length of what is kept.</summary>
    internal byte[] ToBytes()
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(this, CommerceJson.Options);
        var bytes = new byte[(json.Length + Step - 1) / Step * Step];
        bytes.AsSpan().Fill((byte)' ');
        json.CopyTo(bytes.AsSpan());
        return bytes;
    }

    internal byte[] SealFor(RecipientId id, Person person, DataKey key) => key.Seal(ToBytes(), Place(id, person, key));

    /// <summary>Null when it was sealed for another row or person, or is not as it was.</summary>
    internal static RecipientAddress? Open(ReadOnlySpan<byte> content, RecipientId id, Person person, DataKey key) =>
        key.Open(content, Place(id, person, key)) is { } bytes ? JsonSerializer.Deserialize<RecipientAddress>(bytes, CommerceJson.Options) : null;

    /// <summary>Nothing of it: it may be in a hand that logs.</summary>
    public override string ToString() => nameof(RecipientAddress);

    private static string Place(RecipientId id, Person person, DataKey key) => $"recipient/{id}/{person.Digest}/{key.Id:N}";
}
