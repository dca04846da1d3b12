using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using CeCommerce.Platform;
using Microsoft.IdentityModel.Tokens;

namespace CeCommerce.Passports.Chain;

/// <summary>What of an event is hashed, and how; docs/passports.md says it byte by byte.</summary>
internal static class EventContent
{
    private const int Form = 1;
    private const string Instant = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    /// <summary>The event's text in the form of RFC 8785.</summary>
    public static string Of(PassportEventId id, NewPassportEvent said, DateTimeOffset recordedAt, IReadOnlyList<SaltedText> hidden)
    {
        var content = new JsonObject
        {
            ["v"] = Form,
            ["id"] = id.ToString(),
            ["passport"] = PassportId.Of(said.Item).ToString(),
            ["item"] = said.Item.ToString(),
            ["type"] = said.Type.ToString(),
            ["occurredAt"] = said.Occurred.DayOnly ? Tokyo.DayOf(said.Occurred.At).ToString("O", CultureInfo.InvariantCulture) : Text(said.Occurred.At),
            ["offset"] = "+09:00",
            ["recordedAt"] = Text(recordedAt),
            ["actor"] = WithoutNulls(("role", said.Actor.Role), ("party", said.Actor.Party)),
            ["data"] = said.Data,
            ["tier"] = "PUBLIC",
            ["source"] = WithoutNulls(("kind", said.Source.Kind), ("id", said.Source.Id), ("at", Text(said.Source.At))),
        };
        if (said.Prefecture is { } prefecture)
        {
            content["place"] = new JsonObject { ["country"] = "JP", ["prefecture"] = prefecture };
        }

        if (hidden.Count > 0)
        {
            content["hidden"] = new JsonObject(hidden.Select(text => KeyValuePair.Create<string, JsonNode?>(text.Path, Base64UrlEncoder.Encode(text.Digest))));
        }

        return Jcs.Of(content);
    }

    /// <summary>SHA-256 over the event, its number and the hash before it, in the form of RFC 8785.</summary>
    public static byte[] HashOf(string content, long seq, byte[]? prev)
    {
        var before = prev is null ? "" : $",\"prev\":\"{Convert.ToHexStringLower(prev)}\"";
        return SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{{\"event\":{content}{before},\"seq\":{seq}}}")));
    }

    /// <summary>What stands in the event instead of a hidden value.</summary>
    /// <param name="value">In the form of RFC 8785.</param>
    public static byte[] DigestOf(byte[] salt, string path, string value) =>
        SHA256.HashData(Encoding.UTF8.GetBytes($"[{Jcs.Of(JsonValue.Create(Base64UrlEncoder.Encode(salt)))},{Jcs.Of(JsonValue.Create(path))},{value}]"));

    private static string Text(DateTimeOffset at) => at.ToUniversalTime().ToString(Instant, CultureInfo.InvariantCulture);

    private static JsonObject WithoutNulls(params (string Name, string? Value)[] members) =>
        new(members.Where(member => member.Value is not null).Select(member => KeyValuePair.Create<string, JsonNode?>(member.Name, member.Value)));
}

/// <summary>A hidden text with its salt.</summary>
internal sealed record SaltedText(string Path, byte[] Salt, string Value)
{
    private const int SaltSize = 16;

    public byte[] Digest { get; } = EventContent.DigestOf(Salt, Path, Value);

    public static SaltedText Of(HiddenText text) => new(text.Path, RandomNumberGenerator.GetBytes(SaltSize), Jcs.Of(JsonValue.Create(text.Value)));
}
