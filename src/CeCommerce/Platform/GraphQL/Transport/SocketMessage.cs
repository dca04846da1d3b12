using System.Text.Json;

namespace CeCommerce.Platform.GraphQL.Transport;

/// <summary>One message of a client; reads from the buffer it came in, so it must be done with before the next one is received.</summary>
internal sealed class SocketMessage : IDisposable
{
    private readonly JsonDocument _document;

    private SocketMessage(JsonDocument document) => _document = document;

    public string? Type => Text(_document.RootElement, "type");

    public string? Id => Text(_document.RootElement, "id");

    public JsonElement? Payload => _document.RootElement.TryGetProperty("payload", out var payload) ? payload : null;

    /// <summary>What <c>connection_init</c> carries as authorization, without the word Bearer.</summary>
    public string? BearerToken => Payload is { ValueKind: JsonValueKind.Object } payload
        && (Text(payload, "authorization") ?? Text(payload, "Authorization")) is { } authorization
            ? WithoutScheme(authorization)
            : null;

    public static SocketMessage Parse(ReadOnlyMemory<byte> text)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(text, new JsonDocumentOptions { AllowDuplicateProperties = false });
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            throw new ProtocolBroken(Closing.Invalid);
        }

        if (document.RootElement.ValueKind == JsonValueKind.Object)
        {
            return new SocketMessage(document);
        }

        document.Dispose();
        throw new ProtocolBroken(Closing.Invalid);
    }

    public void Dispose() => _document.Dispose();

    private static string WithoutScheme(string authorization) =>
        authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? authorization["Bearer ".Length..].Trim() : authorization;

    private static string? Text(JsonElement parent, string name)
    {
        try
        {
            return parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair.
            throw new ProtocolBroken(Closing.Invalid);
        }
    }
}
