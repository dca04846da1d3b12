using System.Text.Json;
using System.Text.Json.Nodes;
using CeCommerce.Platform;

namespace CeCommerce.Checkout;

/// <summary>
/// A final confirmation in the words in which it was shown or agreed. It is evidence (特定商取引法 12-6): what is said later of an old one is its text as it was kept, not what a newer
/// version would make of it.
/// </summary>
/// <param name="json">
/// Canonical JSON (RFC 8785). Of several lines it is a <see cref="FinalConfirmation"/>; of one line, as ever, the members of the line stand among those of the contract.
/// </param>
public sealed class ConfirmationText(string json)
{
    private const string Lines = "lines";

    private FinalConfirmation? _content;

    internal string Json => json;

    /// <summary>SHA-256 of <see cref="Json"/>, 64 lower-case hex digits.</summary>
    internal string Digest { get; } = CanonicalJson.Digest(json);

    internal FinalConfirmation Content => _content ??= Read(json);

    internal ConfirmedLine First => Content.Lines[0];

    internal static ConfirmationText Of(FinalConfirmation confirmation) => new(Write(confirmation)) { _content = confirmation };

    private static string Write(FinalConfirmation confirmation)
    {
        if (confirmation.Lines is not [var only])
        {
            return CanonicalJson.Of(confirmation);
        }

        var text = Members(confirmation);
        text.Remove(Lines);
        foreach (var (name, value) in Members(only))
        {
            text[name] = value?.DeepClone();
        }

        return CanonicalJson.Of(text);
    }

    private static FinalConfirmation Read(string json)
    {
        var text = JsonNode.Parse(json)!.AsObject();
        if (!text.ContainsKey(Lines))
        {
            text[Lines] = new JsonArray(text.DeepClone());
        }

        return text.Deserialize<FinalConfirmation>(CommerceJson.Options)!;
    }

    private static JsonObject Members<T>(T value) => JsonSerializer.SerializeToNode(value, CommerceJson.Options)!.AsObject();
}
