using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CeCommerce.Platform;

/// <summary>How the product writes its own JSON: in columns, digests and notices.</summary>
internal static class CommerceJson
{
    /// <summary>camelCase, enums by name, Japanese as it is, nothing written for nulls.</summary>
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
