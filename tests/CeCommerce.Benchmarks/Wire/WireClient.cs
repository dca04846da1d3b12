namespace CeCommerce.Benchmarks.Wire;

/// <summary>Sends what several sessions sent, over as few of its own as were in a transaction at the same time.</summary>
/// <param name="open">Opens one more.</param>
internal sealed class WireClient(Func<Task<WireSession>> open) : IDisposable
{
    private readonly List<WireSession> _sessions = [];
    private readonly Dictionary<int, WireSession> _inTransaction = [];
    private readonly List<string> _otherwise = [];

    /// <summary>What PostgreSQL refused, or did other than when it was recorded.</summary>
    public IEnumerable<string> Otherwise => _otherwise.Concat(_sessions.SelectMany(session => session.Refused));

    public async Task SendAsync(Exchange exchange)
    {
        var session = await SessionOfAsync(exchange);

        // A beginning is answered with what follows it.
        var done = (await session.SendAsync(exchange)).Where(tag => tag != "BEGIN").ToList();
        if (!exchange.Begins && !exchange.Ends && !done.SequenceEqual(exchange.Tags))
        {
            _otherwise.Add($"{string.Join(',', exchange.Tags)} was {string.Join(',', done)}: {exchange.Bound.Values.FirstOrDefault()?.Text}");
        }
    }

    public void Dispose() => _sessions.ForEach(session => session.Dispose());

    private async Task<WireSession> SessionOfAsync(Exchange exchange)
    {
        if (!_inTransaction.TryGetValue(exchange.Session, out var session))
        {
            session = _sessions.FirstOrDefault(free => !_inTransaction.ContainsValue(free));
            if (session is null)
            {
                _sessions.Add(session = await open());
            }
        }

        if (exchange.Begins)
        {
            _inTransaction[exchange.Session] = session;
        }
        else if (exchange.Ends)
        {
            _inTransaction.Remove(exchange.Session);
        }

        return session;
    }
}
