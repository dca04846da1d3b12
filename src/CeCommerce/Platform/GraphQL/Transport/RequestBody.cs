using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using CeCommerce.Platform.GraphQL.Documents;
using CeCommerce.Platform.GraphQL.Limits;
using Microsoft.Net.Http.Headers;

namespace CeCommerce.Platform.GraphQL.Transport;

/// <summary>Reads GraphQL requests out of HTTP bodies, query strings and WebSocket payloads; every malformed one is a 400 that says what is wrong.</summary>
internal static class RequestBody
{
    private const int Deepest = 32;
    private static readonly string[] Texts = ["query", "operationName", "documentId"];
    private static readonly string[] Objects = ["variables", "extensions"];
    private static readonly string[] Named = [.. Texts, .. Objects];

    /// <summary>The requests of a POST. The size limit counts before anything is read where the length is announced.</summary>
    public static async ValueTask<ReceivedRequests> ReadAsync(HttpRequest request, GraphQLLimits limits, CancellationToken cancellation)
    {
        RequireJson(request);
        if (request.ContentLength > limits.MaxBodyBytes)
        {
            throw TooLarge(request, limits);
        }

        while (true)
        {
            var read = await PartAsync(request, cancellation);
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

    /// <summary>Bytes that are no body (a broken chunk, a client too slow) are the client's fault; a connection that is gone stays an exception.</summary>
    private static async ValueTask<ReadResult> PartAsync(HttpRequest request, CancellationToken cancellation)
    {
        try
        {
            return await request.BodyReader.ReadAsync(cancellation);
        }
        catch (Exception broken) when (BrokenBody.StatusOf(broken) is { } status && !request.HttpContext.RequestAborted.IsCancellationRequested)
        {
            throw new RequestRefused(BrokenBody.Fault(status));
        }
    }

    public static OperationRequest Of(JsonElement body)
    {
        try
        {
            RequestValues.RequireShortNumbers(body);
            return Read(body) with { Size = JsonMarshal.GetRawUtf8Value(body).Length };
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
            RequireKnownVersion(persisted);
            documentId = Text(persisted, "sha256Hash");
        }

        return new OperationRequest(Text(body, "query"), documentId, Text(body, "operationName"), RequestValues.Variables(Member(body, "variables", JsonValueKind.Object)));
    }

    private static void RequireKnownVersion(JsonElement persisted)
    {
        if (Member(persisted, "version", JsonValueKind.Number) is { } version && !(version.TryGetInt32(out var number) && number == 1))
        {
            throw Malformed("persistedQuery.version は 1 だけに対応しています。", "persistedQuery.version can only be 1.");
        }
    }

    public static OperationRequest Of(IQueryCollection query)
    {
        if (Named.FirstOrDefault(name => query[name].Count > 1) is { } twice)
        {
            throw Malformed($"{twice} が複数回指定されています。", $"{twice} is given more than once.");
        }

        // The same JSON object that a POST would carry, so that both are read by the same rules.
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            foreach (var name in Texts)
            {
                WriteText(json, name, query[name]);
            }

            foreach (var name in Objects)
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

    private static void RequireJson(HttpRequest request)
    {
        if (request.Headers.ContentEncoding.ToString() is not ("" or "identity"))
        {
            throw new RequestRefused(new RequestFault("UNSUPPORTED_MEDIA_TYPE", new LocalText(
                "圧縮したリクエスト本体（Content-Encoding）は受け付けません。", "A request body is not to be compressed (Content-Encoding)."))
            {
                HttpStatus = StatusCodes.Status415UnsupportedMediaType,
            });
        }

        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
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
            return JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = Deepest * 2, AllowDuplicateProperties = false });
        }
        catch (JsonException error)
        {
            throw error.LineNumber is { } line
                ? Malformed($"JSON として読めません（{line + 1}行目）。", $"This is not JSON (line {line + 1}).")
                : Malformed("JSON のオブジェクトに同じ名前が複数あります。", "An object of the JSON has the same name twice.");
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair in a name, found while names are compared.
            throw new RequestRefused(DocumentShape.Unstorable());
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

    private static string? Text(JsonElement parent, string name) => Member(parent, name, JsonValueKind.String) is { } text ? RequestValues.Storable(text) : null;
}

/// <summary>What one POST asked for.</summary>
internal readonly record struct ReceivedRequests(OperationRequest[] Requests, bool IsBatch);
