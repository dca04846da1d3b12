namespace CeCommerce.Platform.GraphQL.Limits;

/// <summary>
/// What each payer keeps open in this process: connections, running subscriptions, and the memory of both. All consumers of an app have a
/// larger room of that app together, as with <see cref="CostBuckets"/>.
/// </summary>
internal sealed class Occupancy(GraphQLLimits limits)
{
    private const int RetryAfter = 30;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Load> _loads = new(StringComparer.Ordinal);
    private Load _total;

    /// <summary>Of all payers together.</summary>
    public Load Total
    {
        get
        {
            lock (_lock)
            {
                return _total;
            }
        }
    }

    /// <summary>Takes room until the place is left; refuses with 429 when the payer has no more.</summary>
    public Place Enter(Payer payer, Load load)
    {
        var place = new Place(this, payer);
        place.Add(load);
        return place;
    }

    internal void Add(Payer payer, Load load)
    {
        lock (_lock)
        {
            Require(payer.Name, load, 1);
            if (payer.App is { } app)
            {
                Require(app, load, limits.ConsumersPerApp);
                _loads[app] = _loads.GetValueOrDefault(app) + load;
            }

            _loads[payer.Name] = _loads.GetValueOrDefault(payer.Name) + load;
            _total += load;
        }
    }

    internal void Remove(Payer payer, Load load)
    {
        lock (_lock)
        {
            _total -= load;
            Remove(payer.Name, load);
            if (payer.App is { } app)
            {
                Remove(app, load);
            }
        }
    }

    private void Remove(string name, Load load)
    {
        var rest = _loads.GetValueOrDefault(name) - load;
        if (rest == default)
        {
            _loads.Remove(name);
        }
        else
        {
            _loads[name] = rest;
        }
    }

    private void Require(string name, Load load, long times)
    {
        var all = _loads.GetValueOrDefault(name) + load;
        RequireAtMost(all.Connections, limits.MaxConnections * times, load.Connections, "TOO_MANY_CONNECTIONS", new("同時に開いておける接続", "connections at a time"));
        RequireAtMost(all.Subscriptions, limits.MaxSubscriptions * times, load.Subscriptions, "TOO_MANY_SUBSCRIPTIONS", new("同時に実行できる購読", "subscriptions at a time"));
        RequireAtMost(all.Bytes, limits.MaxKeptBytes * times, load.Bytes, "TOO_MUCH_KEPT", new("接続と購読が使うメモリー（バイト）", "bytes of memory for connections and subscriptions"));
    }

    private static void RequireAtMost(long all, long most, long more, string code, LocalText what)
    {
        if (more > 0 && all > most)
        {
            throw new RequestRefused(new RequestFault(code, new LocalText(
                $"{what.Ja}は、呼び出し元ごとに{most}までです。使っていない接続や購読を閉じてください。",
                $"A caller has at most {most} {what.En}; close what is not used."))
            {
                HttpStatus = StatusCodes.Status429TooManyRequests,
                RetryAfterSeconds = RetryAfter,
            });
        }
    }
}

/// <summary>What something takes of its payer's room.</summary>
internal readonly record struct Load(long Connections = 0, long Subscriptions = 0, long Bytes = 0)
{
    /// <summary>What a character of a request may take once it is parsed; as for documents that are kept.</summary>
    private const int BytesOfCharacter = 70;

    public static readonly Load Connection = new(Connections: 1);

    /// <summary>A running operation with what it keeps: its document and its variables.</summary>
    public static Load Operation(int characters) => new(Subscriptions: 1, Bytes: (long)BytesOfCharacter * characters);

    public static Load operator +(Load left, Load right) =>
        new(left.Connections + right.Connections, left.Subscriptions + right.Subscriptions, left.Bytes + right.Bytes);

    public static Load operator -(Load left, Load right) =>
        new(left.Connections - right.Connections, left.Subscriptions - right.Subscriptions, left.Bytes - right.Bytes);
}

/// <summary>Room that a payer has taken; disposing gives it back. For one owner at a time.</summary>
internal sealed class Place(Occupancy occupancy, Payer payer) : IDisposable
{
    private Load _load;

    /// <summary>Takes more room, or refuses and leaves all as it was.</summary>
    public void Add(Load load)
    {
        occupancy.Add(payer, load);
        _load += load;
    }

    public void GiveBack(Load load)
    {
        occupancy.Remove(payer, load);
        _load -= load;
    }

    public void Dispose() => GiveBack(_load);
}
