using System.Buffers;
using System.Diagnostics;
using CeCommerce.Platform.GraphQL.Documents;
using CeCommerce.Platform.GraphQL.Execution;
using CeCommerce.Platform.GraphQL.Limits;
using GraphQL;
using GraphQLParser.AST;
using Microsoft.AspNetCore.Connections;

namespace CeCommerce.Platform.GraphQL.Transport;

/// <summary>GraphQL over HTTP: POST and GET, one request or a batch, answered as JSON or, when asked for, as server-sent events.</summary>
internal sealed class HttpTransport(
    OperationRunner runner, ICallerReader callers, GraphQLLimits limits, EventStreamTransport streams, IServiceScopeFactory scopes,
    ILogger<HttpTransport> log)
{
    private static readonly RequestFault NeedsStream = new("STREAM_NEEDED", new LocalText(
        "サブスクリプションには WebSocket (graphql-transport-ws) か Accept: text/event-stream を使ってください。",
        "A subscription needs a WebSocket (graphql-transport-ws) or Accept: text/event-stream."))
    {
        HttpStatus = StatusCodes.Status406NotAcceptable,
    };

    public async Task AnswerAsync(HttpContext http, Answer answer)
    {
        var language = RequestLanguage.Of(http.Request.Headers.AcceptLanguage);
        try
        {
            var context = await ContextOf(http, callers, language);
            // The server leaves out the body of an answer to HEAD.
            if (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method))
            {
                await OneAsync(http, RequestBody.Of(http.Request.Query), context, answer, readOnly: true);
                return;
            }

            var received = await RequestBody.ReadAsync(http.Request, limits, http.RequestAborted);
            await (received.IsBatch
                ? BatchAsync(http, received.Requests, context, answer)
                : OneAsync(http, received.Requests[0], context, answer, readOnly: false));
        }
        catch (RequestRefused refused)
        {
            await RefuseAsync(http, refused, language, answer);
        }
        catch (RequestFault fault)
        {
            await RefuseAsync(http, new RequestRefused(fault), language, answer);
        }
        catch (Exception bug) when (!IsOfConnection(bug, http))
        {
            await FailAsync(http, MaskedError.Log(bug, TraceIdOf(http), log), language, answer);
        }
    }

    /// <summary>For what is wrong before anything of the request is read.</summary>
    public static Task RefuseAsync(HttpContext http, RequestFault fault) =>
        RefuseAsync(http, new RequestRefused(fault), RequestLanguage.Of(http.Request.Headers.AcceptLanguage), Answer.Json);

    public static async ValueTask<CommerceUserContext> ContextOf(HttpContext http, ICallerReader callers, Language language) =>
        ContextOf(http, await callers.ReadAsync(http), language);

    public static CommerceUserContext ContextOf(HttpContext http, Caller caller, Language language) => new()
    {
        Caller = caller,
        Language = language,
        TraceId = TraceIdOf(http),
        Payer = Payer.Of(caller, http.Connection.RemoteIpAddress),
        RequestServices = http.RequestServices,
    };

    private static string TraceIdOf(HttpContext http) => Activity.Current?.TraceId.ToHexString() ?? http.TraceIdentifier;

    private async Task OneAsync(HttpContext http, OperationRequest request, CommerceUserContext context, Answer answer, bool readOnly)
    {
        var operation = await runner.PrepareAsync(request, context, http.RequestAborted);
        if (readOnly && operation.Kind == OperationType.Mutation)
        {
            http.Response.Headers.Allow = "POST";
            throw new RequestRefused(new RequestFault("METHOD_NOT_ALLOWED", new LocalText(
                "ミューテーションは POST で送ってください。", "Send mutations by POST."))
            {
                HttpStatus = StatusCodes.Status405MethodNotAllowed,
            });
        }

        if (answer == Answer.EventStream)
        {
            await streams.AnswerAsync(http, operation, request, context);
            return;
        }

        RequireSingleResult(operation);
        var outcome = await runner.RunAsync(operation, request, context, http.RequestAborted);
        Start(http.Response, StatusOf(outcome.Result, answer), answer);
        ResultWriter.Write(http.Response.BodyWriter, outcome, context.Language, limits, context.TraceId);
        await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
    }

    private async Task BatchAsync(HttpContext http, OperationRequest[] batch, CommerceUserContext context, Answer answer)
    {
        if (answer == Answer.EventStream)
        {
            throw RequestBody.Malformed("ストリームではバッチは使えません。", "A stream takes no batch.");
        }

        // Kept until the last part is known: when the caller's bucket was empty for all of them, the status says so.
        var output = new ArrayBufferWriter<byte>();
        var waits = new int?[batch.Length];
        output.Write("["u8);
        for (var i = 0; i < batch.Length; i++)
        {
            output.Write(i == 0 ? ""u8 : ","u8);
            waits[i] = await OneOfBatchAsync(http, output, batch[i], context);
        }

        output.Write("]"u8);
        var isLimited = Array.TrueForAll(waits, wait => wait is not null);
        Start(http.Response, isLimited ? StatusCodes.Status429TooManyRequests : StatusCodes.Status200OK, answer);
        RetryAfter(http.Response, isLimited ? waits.Max() : null);
        http.Response.BodyWriter.Write(output.WrittenSpan);
        await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
    }

    /// <summary>After how many seconds it is worth sending this part again; null when it was not refused for its rate.</summary>
    private async Task<int?> OneOfBatchAsync(HttpContext http, IBufferWriter<byte> output, OperationRequest request, CommerceUserContext context)
    {
        await using var scope = scopes.CreateAsyncScope();
        var own = context.With(scope.ServiceProvider);
        OperationOutcome outcome;
        try
        {
            var operation = await runner.PrepareAsync(request, own, http.RequestAborted);
            RequireSingleResult(operation);
            outcome = await runner.RunAsync(operation, request, own, http.RequestAborted);
        }
        catch (RequestRefused refused)
        {
            ResultWriter.WriteErrors(output, refused.Errors, own.Language, own.TraceId);
            return refused.RetryAfterSeconds;
        }
        catch (Exception bug) when (!IsOfConnection(bug, http))
        {
            // The other parts may have changed something, so their answers must arrive.
            ResultWriter.WriteErrors(output, MaskedError.Log(bug, own.TraceId, log).Errors, own.Language, own.TraceId);
            return null;
        }

        ResultWriter.Write(output, outcome, own.Language, limits, own.TraceId);
        return null;
    }

    private static void RequireSingleResult(PreparedOperation operation)
    {
        if (operation.Kind == OperationType.Subscription)
        {
            throw new RequestRefused(NeedsStream);
        }
    }

    private static async Task RefuseAsync(HttpContext http, RequestRefused refused, Language language, Answer answer)
    {
        RetryAfter(http.Response, refused.RetryAfterSeconds);
        if (refused.HttpStatus == StatusCodes.Status401Unauthorized)
        {
            http.Response.Headers.WWWAuthenticate = "Bearer error=\"invalid_token\"";
        }

        // A document that cannot run is an ordinary answer for clients that know no other media type than application/json.
        var status = refused.HttpStatus ?? (answer == Answer.Json ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);
        Start(http.Response, status, answer);
        ResultWriter.WriteErrors(http.Response.BodyWriter, refused.Errors, language, TraceIdOf(http));
        await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
    }

    private static void RetryAfter(HttpResponse response, int? seconds) =>
        response.Headers.RetryAfter = seconds?.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static bool IsOfConnection(Exception failure, HttpContext http) =>
        http.RequestAborted.IsCancellationRequested || failure is BadHttpRequestException or ConnectionResetException;

    private static Task FailAsync(HttpContext http, RequestRefused failure, Language language, Answer answer)
    {
        if (!http.Response.HasStarted && http.Response.BodyWriter.UnflushedBytes == 0)
        {
            return RefuseAsync(http, failure, language, answer);
        }

        // Half an answer must not look like a whole one.
        http.Abort();
        return Task.CompletedTask;
    }

    private static int StatusOf(ExecutionResult result, Answer answer) =>
        result.Executed || answer == Answer.Json ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest;

    private static void Start(HttpResponse response, int status, Answer answer)
    {
        response.StatusCode = status;
        response.ContentType = answer == Answer.GraphQLJson ? MediaTypes.GraphQLJson : MediaTypes.Json;
    }
}
