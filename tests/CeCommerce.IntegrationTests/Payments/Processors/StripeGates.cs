namespace CeCommerce.IntegrationTests.Payments.Processors;

/// <summary>How far Stripe is with a request while it is held.</summary>
public enum StripePoint
{
    /// <summary>It has arrived, and nothing is done.</summary>
    Arrived,

    /// <summary>It is done, and not answered.</summary>
    Done,
}

/// <summary>Holds one request.</summary>
public sealed class StripeGate
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<bool> _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal StripeGate(string[] request, StripePoint point, int skip) => (Request, Point, Skip) = (request, point, skip);

    public StripePoint Point { get; }

    /// <summary>Ends when a request stands at it.</summary>
    public Task Reached => _reached.Task;

    internal string[] Request { get; }

    internal int Skip { get; set; }

    internal bool IsTaken { get; set; }

    /// <summary>The request goes on.</summary>
    public void Open() => _opened.TrySetResult(true);

    /// <summary>The request is lost: when nothing was done yet, nothing is.</summary>
    public void Lose() => _opened.TrySetResult(false);

    internal Task<bool> HoldAsync()
    {
        _reached.TrySetResult();
        return _opened.Task;
    }
}

/// <summary>Which requests are held where, in the order in which that was said. As long as one is held before it is done, others with its idempotency key are told so.</summary>
public sealed class StripeGates
{
    private readonly Lock _gate = new();
    private readonly List<StripeGate> _gates = [];
    private readonly HashSet<(string?, string)> _busy = [];

    /// <summary>Holds a request, the first that fits or, after some are let pass, a later one.</summary>
    /// <param name="request">As in <see cref="StripeFaults.Add"/>.</param>
    public StripeGate Hold(string request, StripePoint point, int skip = 0)
    {
        var gate = new StripeGate(request.Split(' '), point, skip);
        lock (_gate)
        {
            _gates.Add(gate);
        }

        return gate;
    }

    public void OpenAll()
    {
        lock (_gate)
        {
            _gates.ForEach(gate => gate.Open());
            _gates.Clear();
        }
    }

    internal StripeGate? Next(string method, string path)
    {
        lock (_gate)
        {
            if (_gates.Find(gate => !gate.IsTaken && StripeFaults.Meets(gate.Request, method, path)) is not { } found || found.Skip-- > 0)
            {
                return null;
            }

            found.IsTaken = true;
            return found;
        }
    }

    internal bool IsBusy(StripeCall call)
    {
        lock (_gate)
        {
            return call.IdempotencyKey is { } key && _busy.Contains((call.Account, key));
        }
    }

    /// <summary>False when the request is lost.</summary>
    internal async Task<bool> ArriveAsync(StripeGate? gate, StripeCall call)
    {
        if (gate is not { Point: StripePoint.Arrived })
        {
            return true;
        }

        Mark(call, isBusy: true);
        var goesOn = await gate.HoldAsync();
        Mark(call, isBusy: false);
        return goesOn;
    }

    internal static Task DoneAsync(StripeGate? gate) => gate is { Point: StripePoint.Done } ? gate.HoldAsync() : Task.CompletedTask;

    private void Mark(StripeCall call, bool isBusy)
    {
        if (call.IdempotencyKey is not { } key)
        {
            return;
        }

        lock (_gate)
        {
            _ = isBusy ? _busy.Add((call.Account, key)) : _busy.Remove((call.Account, key));
        }
    }
}
