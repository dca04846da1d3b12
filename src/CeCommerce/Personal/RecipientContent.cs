using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CeCommerce.Personal.Keys;
using CeCommerce.Personal.Places;
using CeCommerce.Platform;

namespace CeCommerce.Personal;

/// <summary>What is sealed of a recipient: the address, its phone number once more in the form of E.164, and a salt that nobody learns.</summary>
/// <param name="Address">Who and where.</param>
/// <param name="Salt">Of its digest; a row from before salts gets one when a version of it is frozen.</param>
internal sealed record RecipientContent(RecipientAddress Address, string Salt)
{
    private const string SaltName = "salt";

    /// <summary>Lengths are told in steps of so many bytes only.</summary>
    private const int Step = 256;

    public static RecipientContent Of(RecipientAddress address) => new(address, NewSalt());

    public byte[] SealFor(string place, DataKey key)
    {
        // Beside the members that a server of the version before reads.
        var json = JsonSerializer.SerializeToNode(Address, CommerceJson.Options)!.AsObject();
        (json["phoneE164"], json[SaltName]) = (JapanesePhone.E164(Address.Phone), Salt);
        return key.Seal(Filled(JsonSerializer.SerializeToUtf8Bytes(json, CommerceJson.Options)), place);
    }

    /// <summary>Null when it was sealed for another place, or is not as it was.</summary>
    public static RecipientContent? Open(ReadOnlySpan<byte> content, string place, DataKey key)
    {
        if (key.Open(content, place) is not { } bytes || JsonNode.Parse(bytes) is not JsonObject json)
        {
            return null;
        }

        return json.Deserialize<RecipientAddress>(CommerceJson.Options) is { } address ? new(address, json[SaltName]?.GetValue<string>() ?? NewSalt()) : null;
    }

    /// <summary>Proves to whoever reads this content that a version said it; who has not the salt learns nothing, however many addresses are tried.</summary>
    public Sha256Digest DigestOf(RecipientId id, int number) => Sha256Digest.From(HMACSHA256.HashData(
        Convert.FromBase64String(Salt), Encoding.UTF8.GetBytes(CanonicalJson.Of(new { recipientId = id.ToString(), version = number, address = Address }))));

    /// <summary>Filled up with spaces: a short name shall not be told from a long one by the length of what is kept.</summary>
    public static byte[] Filled(byte[] json)
    {
        var bytes = new byte[(json.Length + Step - 1) / Step * Step];
        bytes.AsSpan().Fill((byte)' ');
        json.CopyTo(bytes.AsSpan());
        return bytes;
    }

    /// <summary>Nothing of it: it may be in a hand that logs.</summary>
    public override string ToString() => nameof(RecipientContent);

    private static string NewSalt() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(HMACSHA256.HashSizeInBytes));
}
