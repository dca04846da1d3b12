using System.Buffers;
using CeCommerce.Platform.GraphQL.Documents;
using CeCommerce.Platform.GraphQL.Execution;
using CeCommerce.Platform.GraphQL.Limits;
using Microsoft.AspNetCore.Http.Features;

namespace CeCommerce.Platform.GraphQL.Transport;

/// <summary>
/// graphql-sse, distinct connections mode: one operation, one response of <c>next</c> events and a last <c>complete</c>. The next event
/// is made when the last was handed to the connection.
/// </summary>
internal sealed class EventStreamTransport(
    OperationRunner runner, Occupancy occupancy, GraphQLLimits limits, TimeProvider clock, IHostApplicationLifetime lifetime)
{
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(12);

    public async Task AnswerAsync(HttpContext http, PreparedOperation operation, OperationRequest request, CommerceUserContext context)
    {
        using var place = occupancy.Enter(context.Payer, Load.Connection + Load.Operation(Math.Max(request.Size, operation.Owner.Document.Source.Length)));
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, lifetime.ApplicationStopping);
        var outcome = await runner.RunAsync(operation, request, context, ended.Token);
        await StartAsync(http, ended.Token);
        var expiring = EndWithTokenAsync(context.Caller, ended);
        try
        {
            await EventsAsync(http.Response, outcome, context, ended.Token);
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The client left, its token ended, or the server is stopping: a complete tells a client that is still there to come back.
        }
        finally
        {
            await ended.CancelAsync();
            await expiring.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (!http.RequestAborted.IsCancellationRequested)
        {
            http.Response.BodyWriter.Write("event: complete\ndata: \n\n"u8);
            await http.Response.BodyWriter.FlushAsync(CancellationToken.None);
        }
    }

    private async Task EndWithTokenAsync(Caller caller, CancellationTokenSource ended)
    {
        await TokenLife.EndAsync(caller, clock, ended.Token);
        await ended.CancelAsync();
    }

    private static async Task StartAsync(HttpContext http, CancellationToken cancellation)
    {
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        http.Response.ContentType = MediaTypes.EventStream;
        http.Response.Headers.CacheControl = "no-cache";
        http.Response.Headers["X-Accel-Buffering"] = "no";
        http.Response.BodyWriter.Write(":\n\n"u8);
        await http.Response.BodyWriter.FlushAsync(cancellation);
    }

    private async Task EventsAsync(HttpResponse response, OperationOutcome outcome, CommerceUserContext context, CancellationToken cancellation)
    {
        if (outcome.Result.Streams?.Values.FirstOrDefault() is not ResultStream stream)
        {
            await NextAsync(response, outcome, context, cancellation);
            return;
        }

        await using var results = stream.Results.GetAsyncEnumerator(cancellation);
        var moving = results.MoveNextAsync().AsTask();
        try
        {
            while (await ArrivedAsync(moving, response, cancellation))
            {
                await NextAsync(response, new OperationOutcome(results.Current, 0, 0), context, cancellation);
                moving = results.MoveNextAsync().AsTask();
            }
        }
        finally
        {
            // A client that left while we waited: an enumerator may only be disposed of between two steps.
            await ((Task)moving).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task<bool> ArrivedAsync(Task<bool> moving, HttpResponse response, CancellationToken cancellation)
    {
        while (await Task.WhenAny(moving, Task.Delay(KeepAlive, cancellation)) != moving)
        {
            cancellation.ThrowIfCancellationRequested();
            response.BodyWriter.Write(":\n\n"u8);
            await response.BodyWriter.FlushAsync(cancellation);
        }

        return await moving;
    }

    private async Task NextAsync(HttpResponse response, OperationOutcome outcome, CommerceUserContext context, CancellationToken cancellation)
    {
        response.BodyWriter.Write("event: next\ndata: "u8);
        ResultWriter.Write(response.BodyWriter, outcome, context.Language, limits, context.TraceId);
        response.BodyWriter.Write("\n\n"u8);
        await response.BodyWriter.FlushAsync(cancellation);
    }
}
