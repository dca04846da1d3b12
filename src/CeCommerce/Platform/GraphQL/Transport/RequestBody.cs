using System.Buffers;
using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;
using CeCommerce.Platform.GraphQL.Documents;
using CeCommerce.Platform.GraphQL.Limits;
using GraphQL;
using Microsoft.Net.Http.Headers;

namespace CeCommerce.Platform.GraphQL.Transport;

/// <summary>Reads GraphQL requests out of HTTP bodies, query strings and WebSocket payloads; every malformed one is a 400 that says what is wrong.</summary>
internal static class RequestBody
{
    private const int Deepest = 32;

    /// <summary>The requests of a POST. The size limit counts before anything is read where the length is announced.</summary>
    public static async ValueTask<ReceivedRequests> ReadAsync(HttpRequest request, GraphQLLimits limits, CancellationToken cancellation)
    {
        RequireJson(request.ContentType);
        if (request.ContentLength > limits.MaxBodyBytes)
        {
            throw TooLarge(request, limits);
        }

        while (true)
        {
            var read = await request.BodyReader.ReadAsync(cancellation);
            if (read.Buffer.Length > limits.MaxBodyBytes)
            {
                request.BodyReader.AdvanceTo(read.Buffer.End);
                throw TooLarge(request, limits);
            }

            if (read.IsCompleted)
            {
                // A JsonDocument reads from the connection's own buffer, so it must be done with before the buffer is given back.
                try
                {
                    using var document = Parse(read.Buffer);
                    return Received(document.RootElement, limits);
                }
                finally
                {
                    request.BodyReader.AdvanceTo(read.Buffer.End);
                }
            }

            request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    public static OperationRequest Of(JsonElement body)
    {
        try
        {
            return Read(body);
        }
        catch (InvalidOperationException)
        {
            // What JsonElement says of half a surrogate pair, in a value or in a name.
            throw new RequestRefused(DocumentShape.Unstorable());
        }
    }

    private static OperationRequest Read(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            throw Malformed("リクエスト本体は JSON オブジェクトにしてください。", "The request body must be a JSON object.");
        }

        var documentId = Text(body, "documentId");
        if (documentId is null && Member(body, "extensions", JsonValueKind.Object) is { } extensions
            && Member(extensions, "persistedQuery", JsonValueKind.Object) is { } persisted)
        {
            documentId = Text(persisted, "sha256Hash");
        }

        return new OperationRequest(Text(body, "query"), documentId, Text(body, "operationName"), Variables(Member(body, "variables", JsonValueKind.Object)));
    }

    public static OperationRequest Of(IQueryCollection query)
    {
        // The same JSON object that a POST would carry, so that both are read by the same rules.
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            foreach (var name in (ReadOnlySpan<string>)["query", "operationName", "documentId"])
            {
                WriteText(json, name, query[name]);
            }

            foreach (var name in (ReadOnlySpan<string>)["variables", "extensions"])
            {
                WriteObject(json, name, query[name]);
            }

            json.WriteEndObject();
        }

        using var document = Parse(new ReadOnlySequence<byte>(buffer.WrittenMemory));
        return Of(document.RootElement);
    }

    private static void WriteText(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
        {
            json.WriteString(name, text);
        }
    }

    private static void WriteObject(Utf8JsonWriter json, string name, string? text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            // Parsed alone first, or it could close the object around it.
            var utf8 = Encoding.UTF8.GetBytes(text);
            using var given = Parse(new ReadOnlySequence<byte>(utf8));
            json.WritePropertyName(name);
            json.WriteRawValue(utf8, skipInputValidation: true);
        }
    }

    private static ReceivedRequests Received(JsonElement body, GraphQLLimits limits)
    {
        if (body.ValueKind != JsonValueKind.Array)
        {
            return new ReceivedRequests([Of(body)], IsBatch: false);
        }

        var count = body.GetArrayLength();
        return count >= 1 && count <= limits.MaxBatch
            ? new ReceivedRequests([.. body.EnumerateArray().Select(Of)], IsBatch: true)
            : throw new RequestRefused(new RequestFault("BATCH_INVALID", new LocalText(
                $"バッチは1件から{limits.MaxBatch}件までです（{count}件ありました）。", $"A batch holds 1 to {limits.MaxBatch} requests; this one has {count}."))
            {
                HttpStatus = StatusCodes.Status400BadRequest,
            });
    }

    public static RequestRefused Malformed(string ja, string en) =>
        new(new RequestFault("REQUEST_MALFORMED", new LocalText(ja, en)) { HttpStatus = StatusCodes.Status400BadRequest });

    private static void RequireJson(string? contentType)
    {
        if (!MediaTypeHeaderValue.TryParse(contentType, out var type) || !type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            || (type.Charset.HasValue && !type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)))
        {
            throw new RequestRefused(new RequestFault("UNSUPPORTED_MEDIA_TYPE", new LocalText(
                "Content-Type は application/json (UTF-8) にしてください。", "The Content-Type must be application/json in UTF-8."))
            {
                HttpStatus = StatusCodes.Status415UnsupportedMediaType,
            });
        }
    }

    private static RequestRefused TooLarge(HttpRequest request, GraphQLLimits limits)
    {
        // What was not read cannot be skipped cheaply, so the connection ends with the answer.
        request.HttpContext.Response.Headers.Connection = "close";
        return new RequestRefused(new RequestFault("BODY_TOO_LARGE", new LocalText(
            $"リクエスト本体は{limits.MaxBodyBytes}バイトまでです。", $"A request body may have at most {limits.MaxBodyBytes} bytes."))
        {
            HttpStatus = StatusCodes.Status413PayloadTooLarge,
        });
    }

    private static JsonDocument Parse(ReadOnlySequence<byte> json)
    {
        try
        {
            return JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = Deepest * 2 });
        }
        catch (JsonException error)
        {
            throw Malformed($"JSON として読めません（{error.LineNumber + 1}行目）。", $"This is not JSON (line {error.LineNumber + 1}).");
        }
    }

    private static JsonElement? Member(JsonElement parent, string name, JsonValueKind kind)
    {
        if (!parent.TryGetProperty(name, out var member) || member.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        return member.ValueKind == kind
            ? member
            : throw Malformed($"{name} の型が正しくありません（{kind} が必要です）。", $"{name} must be of the JSON kind {kind}.");
    }

    private static string? Text(JsonElement parent, string name) => Member(parent, name, JsonValueKind.String) is { } text ? Storable(text) : null;

    private static Inputs Variables(JsonElement? variables) =>
        variables is { } given && given.EnumerateObject().MoveNext() ? new Inputs(Map(given, 0)) : Inputs.Empty;

    private static Dictionary<string, object?> Map(JsonElement map, int depth)
    {
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var member in map.EnumerateObject())
        {
            values[member.Name] = Value(member.Value, depth);
        }

        return values;
    }

    private static object? Value(JsonElement value, int depth) => depth > Deepest
        ? throw Malformed($"variables の入れ子は{Deepest}段までです。", $"variables may be nested at most {Deepest} levels deep.")
        : value.ValueKind switch
        {
            JsonValueKind.Object => Map(value, depth + 1),
            JsonValueKind.Array => value.EnumerateArray().Select(item => Value(item, depth + 1)).ToList(),
            JsonValueKind.String => Storable(value),
            JsonValueKind.Number => Number(value),
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => null,
        };

    private static string Storable(JsonElement value)
    {
        var text = value.GetString()!;
        return StorableText.Is(text) ? text : throw new RequestRefused(DocumentShape.Unstorable());
    }

    private static object Number(JsonElement value) => value.TryGetInt32(out var small) ? small
        : value.TryGetInt64(out var large) ? large
        : IsWhole(value) && BigInteger.TryParse(value.GetRawText(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var huge) ? huge
        : value.TryGetDecimal(out var exact) ? exact
        : value.GetDouble();

    private static bool IsWhole(JsonElement value) => value.GetRawText().AsSpan().IndexOfAny('.', 'e', 'E') < 0;
}

/// <summary>What one POST asked for.</summary>
internal readonly record struct ReceivedRequests(OperationRequest[] Requests, bool IsBatch);
