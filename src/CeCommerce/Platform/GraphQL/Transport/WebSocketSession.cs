using System.Buffers;
using System.Collections.Concurrent;
using System.Net.WebSockets;
using CeCommerce.Platform.GraphQL.Execution;
using CeCommerce.Platform.GraphQL.Limits;
using GraphQL;

namespace CeCommerce.Platform.GraphQL.Transport;

/// <summary>
/// One connection of the protocol graphql-transport-ws. One loop reads; every operation runs beside it and writes under one lock, so a
/// client that does not read holds back its own operations and nobody else's.
/// </summary>
internal sealed class WebSocketSession(
    WebSocket socket, HttpContext http, OperationRunner runner, ICallerReader callers, GraphQLLimits limits, IServiceScopeFactory scopes, TimeProvider clock,
    ILogger log)
    : IDisposable
{
    /// <summary>Characters of a client's name for an operation: UUIDs and counters, kept as long as it runs.</summary>
    private const int LongestId = 128;

    private static readonly TimeSpan InitTimeout = TimeSpan.FromSeconds(10);
    private readonly ConcurrentDictionary<string, CancellationTokenSource> _operations = new(StringComparer.Ordinal);
    private readonly SocketWriter _writer = new(socket);
    private readonly Language _language = RequestLanguage.Of(http.Request.Headers.AcceptLanguage);
    private readonly TaskCompletionSource<Caller> _initialised = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CommerceUserContext? _context;
    private bool _initialising;

    public async Task RunAsync(CancellationToken stopping)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        var reading = ReadAllAsync(ended.Token);
        var farewell = Task.Delay(Timeout.Infinite, stopping);
        try
        {
            var deadline = DeadlineAsync(ended.Token);
            await Task.WhenAny(reading, deadline, farewell);
            await EndAsync(reading, deadline.IsCompletedSuccessfully ? await deadline : Closing.GoingAway);
        }
        finally
        {
            await ended.CancelAsync();
        }
    }

    public void Dispose() => _writer.Dispose();

    // Ends only when there is something to end: no init in time, or the token ran out.
    private async Task<Closing> DeadlineAsync(CancellationToken cancellation)
    {
        await Task.WhenAny(_initialised.Task, Task.Delay(InitTimeout, cancellation));
        if (!_initialising)
        {
            return Closing.InitTimeout;
        }

        await TokenLife.EndAsync(await _initialised.Task.WaitAsync(cancellation), clock, cancellation);
        return Closing.TokenExpired;
    }

    private async Task EndAsync(Task reading, Closing otherwise)
    {
        var closing = otherwise;
        if (reading.IsCompleted)
        {
            try
            {
                await reading;
                return;
            }
            catch (ProtocolBroken broken)
            {
                closing = broken.Closing;
            }
            catch (Exception gone) when (gone is OperationCanceledException or WebSocketException)
            {
                return;
            }
        }

        await _writer.CloseAsync(closing, reading);
    }

    private async Task ReadAllAsync(CancellationToken cancellation)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        while (true)
        {
            buffer.ResetWrittenCount();
            ValueWebSocketReceiveResult part;
            do
            {
                part = await socket.ReceiveAsync(buffer.GetMemory(4096), cancellation);
                buffer.Advance(part.Count);
                Require(buffer.WrittenCount <= limits.MaxBodyBytes, Closing.TooLarge);
            }
            while (!part.EndOfMessage);

            if (part.MessageType == WebSocketMessageType.Close)
            {
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
                return;
            }

            Require(part.MessageType == WebSocketMessageType.Text, Closing.Invalid);
            await HandleAsync(buffer.WrittenMemory, cancellation);
        }
    }

    private async Task HandleAsync(ReadOnlyMemory<byte> text, CancellationToken cancellation)
    {
        using var message = SocketMessage.Parse(text);
        switch (message.Type)
        {
            case "connection_init": await InitAsync(message, cancellation); break;
            case "ping": await _writer.SendAsync("pong", null, null, cancellation); break;
            case "pong": break;
            case "subscribe": Subscribe(message, cancellation); break;
            case "complete": await StopAsync(message.Id); break;
            default: throw new ProtocolBroken(Closing.Invalid);
        }
    }

    private async Task InitAsync(SocketMessage message, CancellationToken cancellation)
    {
        Require(!_initialising, Closing.TooManyInits);
        _initialising = true;
        var caller = await CallerOfAsync(message, cancellation);
        _context = HttpTransport.ContextOf(http, caller, _language);
        _initialised.SetResult(caller);
        await _writer.SendAsync("connection_ack", null, null, cancellation);
    }

    private async ValueTask<Caller> CallerOfAsync(SocketMessage message, CancellationToken cancellation)
    {
        try
        {
            return message.BearerToken is { } token
                ? await callers.AuthenticateAsync(http, token, cancellation) ?? throw new ProtocolBroken(Closing.Forbidden)
                : await callers.ReadAsync(http);
        }
        catch (RequestFault)
        {
            throw new ProtocolBroken(Closing.Forbidden);
        }
    }

    private void Subscribe(SocketMessage message, CancellationToken cancellation)
    {
        Require(_context is not null, Closing.Unauthorized);
        Require(!TokenLife.HasEnded(_context!.Caller, clock), Closing.TokenExpired);
        var id = message.Id;
        Require(id is { Length: > 0 and <= LongestId } && message.Payload is not null, Closing.Invalid);
        var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        if (!_operations.TryAdd(id!, stop))
        {
            stop.Dispose();
            throw new ProtocolBroken(new Closing(4409, $"Subscriber for {Excerpt.Of(id!)} already exists"));
        }

        OperationRequest? request = null;
        RequestRefused? refused = null;
        try
        {
            Require(_operations.Count <= limits.MaxSubscriptionsPerConnection);
            request = RequestBody.Of(message.Payload!.Value);
        }
        catch (RequestRefused malformed)
        {
            refused = malformed;
        }

        _ = Task.Run(() => OperateAsync(id!, request, refused, stop), CancellationToken.None);
    }

    private async Task OperateAsync(string id, OperationRequest? request, RequestRefused? refused, CancellationTokenSource stop)
    {
        try
        {
            refused ??= await RefusalOfAsync(id, request!, stop.Token);
            if (_operations.TryRemove(id, out _))
            {
                await (refused is null ? _writer.SendAsync("complete", id, null, stop.Token) : ErrorAsync(id, refused.Errors, stop.Token));
            }
        }
        catch (Exception gone) when (IsGone(gone))
        {
            // The client stopped the operation or left; there is nobody to tell.
        }
        finally
        {
            _operations.TryRemove(new KeyValuePair<string, CancellationTokenSource>(id, stop));
            stop.Dispose();
        }
    }

    /// <summary>Null when everything was sent.</summary>
    private async Task<RequestRefused?> RefusalOfAsync(string id, OperationRequest request, CancellationToken cancellation)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await ResultsAsync(id, request, _context!.With(scope.ServiceProvider), cancellation);
            return null;
        }
        catch (RequestRefused refusal)
        {
            return refusal;
        }
        catch (Exception bug) when (!IsGone(bug))
        {
            return MaskedError.Log(bug, _context!.TraceId, log);
        }
    }

    private static bool IsGone(Exception failure) => failure is OperationCanceledException or WebSocketException or ObjectDisposedException;

    private async Task ResultsAsync(string id, OperationRequest request, CommerceUserContext context, CancellationToken cancellation)
    {
        var operation = await runner.PrepareAsync(request, context, cancellation);
        var outcome = await runner.RunAsync(operation, request, context, cancellation);
        if (outcome.Result.Streams?.Values.FirstOrDefault() is not ResultStream stream)
        {
            if (!outcome.Result.Executed || outcome.Result is { Data: null, Errors.Count: > 0 })
            {
                throw new RequestRefused([.. outcome.Result.Errors ?? []]);
            }

            await NextAsync(id, outcome, context, cancellation);
            return;
        }

        await foreach (var result in stream.Results.WithCancellation(cancellation))
        {
            await NextAsync(id, new OperationOutcome(result, 0, 0), context, cancellation);
        }
    }

    private async Task StopAsync(string? id)
    {
        if (id is null || !_operations.TryRemove(id, out var stop))
        {
            return;
        }

        try
        {
            await stop.CancelAsync();
        }
        catch (ObjectDisposedException)
        {
            // It finished in this very moment.
        }
    }

    private Task NextAsync(string id, OperationOutcome outcome, CommerceUserContext context, CancellationToken cancellation) =>
        _writer.SendAsync("next", id, json => ResultWriter.Result(json, outcome, context.Language, limits, context.TraceId), cancellation);

    private Task ErrorAsync(string id, IReadOnlyList<ExecutionError> errors, CancellationToken cancellation) =>
        _writer.SendAsync("error", id, json => ResultWriter.ErrorList(json, errors, _language, _context!.TraceId), cancellation);

    private static void Require(bool holds, Closing closing)
    {
        if (!holds)
        {
            throw new ProtocolBroken(closing);
        }
    }

    private void Require(bool hasRoom)
    {
        if (!hasRoom)
        {
            throw new RequestRefused(new RequestFault("TOO_MANY_SUBSCRIPTIONS", new LocalText(
                $"1つの接続で同時に実行できる操作は{limits.MaxSubscriptionsPerConnection}件までです。",
                $"One connection runs at most {limits.MaxSubscriptionsPerConnection} operations at a time.")));
        }
    }
}
