using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.WebSockets;
using CeCommerce.Platform.GraphQL.Execution;
using CeCommerce.Platform.GraphQL.Limits;
using GraphQL;

namespace CeCommerce.Platform.GraphQL.Transport;

/// <summary>
/// One connection of the protocol graphql-transport-ws. One loop reads; every operation runs beside it and writes under one lock, so a
/// client that does not read holds back its own operations and nobody else's.
/// </summary>
internal sealed class WebSocketSession(WebSocket socket, HttpContext http, SocketServices services, SocketDues dues) : IDisposable
{
    /// <summary>Characters of a client's name for an operation: UUIDs and counters, kept as long as it runs.</summary>
    private const int LongestId = 128;

    private static readonly TimeSpan InitTimeout = TimeSpan.FromSeconds(10);
    private readonly GraphQLLimits _limits = services.Limits;
    private readonly ConcurrentDictionary<string, CancellationTokenSource> _operations = new(StringComparer.Ordinal);
    private readonly SocketWriter _writer = new(socket);
    private readonly Language _language = RequestLanguage.Of(http.Request.Headers.AcceptLanguage);
    private readonly TaskCompletionSource<Caller> _initialised = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CommerceUserContext? _context;
    private bool _initialising;
    private long _lastAsked = Stopwatch.GetTimestamp();

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

    // Ends only when there is something to end: no init in time, the token ran out, or nothing was asked for long.
    private async Task<Closing> DeadlineAsync(CancellationToken cancellation)
    {
        await Task.WhenAny(_initialised.Task, Task.Delay(InitTimeout, cancellation));
        if (!_initialising)
        {
            return Closing.InitTimeout;
        }

        var caller = await _initialised.Task.WaitAsync(cancellation);
        var expiry = TokenLife.EndAsync(caller, services.Clock, cancellation);
        return await Task.WhenAny(expiry, IdleAsync(cancellation)) == expiry ? Closing.TokenExpired : Closing.Idle;
    }

    /// <summary>Ends when no operation has run for a while; pings keep a connection alive, but not for ever.</summary>
    private async Task IdleAsync(CancellationToken cancellation)
    {
        var most = TimeSpan.FromSeconds(_limits.MaxIdleSeconds);
        for (var left = most; left > TimeSpan.Zero; left = _operations.IsEmpty ? most - Stopwatch.GetElapsedTime(Volatile.Read(ref _lastAsked)) : most)
        {
            await Task.Delay(left, cancellation);
        }
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
        var reader = new SocketReader(socket, _limits, dues.PayForPart, dues.Keep);
        while (await reader.NextAsync(cancellation) is { } message)
        {
            await HandleAsync(message, cancellation);
        }

        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
    }

    private async Task HandleAsync(ReadOnlyMemory<byte> text, CancellationToken cancellation)
    {
        using var message = SocketMessage.Parse(text);
        if (message.Type != "subscribe")
        {
            dues.PayForPart();
        }

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
        dues.PassTo(_context.Payer);
        _initialised.SetResult(caller);
        await _writer.SendAsync("connection_ack", null, null, cancellation);
    }

    private async ValueTask<Caller> CallerOfAsync(SocketMessage message, CancellationToken cancellation)
    {
        try
        {
            return message.BearerToken is { } token
                ? await services.Callers.AuthenticateAsync(http, token, cancellation) ?? throw new ProtocolBroken(Closing.Forbidden)
                : await services.Callers.ReadAsync(http);
        }
        catch (RequestFault)
        {
            throw new ProtocolBroken(Closing.Forbidden);
        }
    }

    private void Subscribe(SocketMessage message, CancellationToken cancellation)
    {
        Require(_context is not null, Closing.Unauthorized);
        Require(!TokenLife.HasEnded(_context!.Caller, services.Clock), Closing.TokenExpired);
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
            Require(_operations.Count <= _limits.MaxSubscriptionsPerConnection);
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
            if (_operations.TryRemove(new KeyValuePair<string, CancellationTokenSource>(id, stop)))
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
            Volatile.Write(ref _lastAsked, Stopwatch.GetTimestamp());
            _operations.TryRemove(new KeyValuePair<string, CancellationTokenSource>(id, stop));
            stop.Dispose();
        }
    }

    /// <summary>Null when everything was sent.</summary>
    private async Task<RequestRefused?> RefusalOfAsync(string id, OperationRequest request, CancellationToken cancellation)
    {
        try
        {
            await using var scope = services.Scopes.CreateAsyncScope();
            await ResultsAsync(id, request, _context!.With(scope.ServiceProvider), cancellation);
            return null;
        }
        catch (RequestRefused refusal)
        {
            return refusal;
        }
        catch (Exception bug) when (!IsGone(bug))
        {
            return MaskedError.Log(bug, _context!.TraceId, services.Log);
        }
    }

    private static bool IsGone(Exception failure) => failure is OperationCanceledException or WebSocketException or ObjectDisposedException;

    private async Task ResultsAsync(string id, OperationRequest request, CommerceUserContext context, CancellationToken cancellation)
    {
        var operation = await services.Runner.PrepareAsync(request, context, cancellation);
        using var place = dues.Enter(Load.Operation(Math.Max(request.Size, operation.Owner.Document.Source.Length)));
        var outcome = await services.Runner.RunAsync(operation, request, context, cancellation);
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
        _writer.SendAsync("next", id, json => ResultWriter.Result(json, outcome, context.Language, _limits, context.TraceId), cancellation);

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
                $"1つの接続で同時に実行できる操作は{_limits.MaxSubscriptionsPerConnection}件までです。",
                $"One connection runs at most {_limits.MaxSubscriptionsPerConnection} operations at a time.")));
        }
    }
}
