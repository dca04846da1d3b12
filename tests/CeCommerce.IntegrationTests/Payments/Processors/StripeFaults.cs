namespace CeCommerce.IntegrationTests.Payments.Processors;

/// <summary>What goes wrong between us and Stripe.</summary>
public enum StripeFault
{
    /// <summary>500 before anything was done; the same key may be tried again.</summary>
    ServerError,

    /// <summary>500 before anything was done; the same key gives the 500 again, as Stripe documents it.</summary>
    ServerErrorKept,

    /// <summary>500 although the work was done; the same key gives the 500 again, as Stripe documents it.</summary>
    ServerErrorAfterWork,

    /// <summary>429 before anything was done.</summary>
    TooManyRequests,

    /// <summary>409: the first request with this key still runs.</summary>
    KeyInUse,

    /// <summary>The answer comes, but late.</summary>
    Delay,

    /// <summary>The work is done, the connection closes before the answer.</summary>
    DropAnswer,

    /// <summary>The connection closes before anything was done.</summary>
    DropRequest,

    /// <summary>The work is done, and the line stays open and silent until the caller gives up.</summary>
    NeverAnswer,
}

/// <summary>Which requests meet which fault, in the order in which that was said; the first that fits counts.</summary>
public sealed class StripeFaults
{
    private readonly Lock _gate = new();
    private readonly List<Rule> _rules = [];

    /// <summary>Lets requests fail until the times are used up, or until <see cref="Clear"/>.</summary>
    /// <param name="request">Method and path, each of which may be <c>*</c>, as may a part of the path: <c>POST /v1/refunds</c>, <c>* /v1/payment_intents/*/capture</c>, <c>* *</c>.</param>
    public void Add(string request, StripeFault fault, int times = int.MaxValue, TimeSpan delay = default)
    {
        lock (_gate)
        {
            _rules.Add(new(request.Split(' '), fault, delay) { Left = times });
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _rules.Clear();
        }
    }

    internal (StripeFault Fault, TimeSpan Delay)? Next(string method, string path)
    {
        lock (_gate)
        {
            if (_rules.Find(rule => rule.Left > 0 && Meets(rule.Request, method, path)) is not { } found)
            {
                return null;
            }

            found.Left--;
            return (found.Fault, found.Delay);
        }
    }

    /// <summary>Whether a request is one of those that are meant, by method and path.</summary>
    internal static bool Meets(string[] meant, string method, string path) =>
        (meant[0] == "*" || meant[0] == method) && (meant[1] == "*" || Fits(meant[1].Split('/'), path.Split('/'), []));

    /// <summary>Whether a path has the form of a template, and what stood in the place of its stars.</summary>
    internal static bool Fits(ReadOnlySpan<string> template, ReadOnlySpan<string> path, List<string> stars)
    {
        if (template.Length != path.Length)
        {
            return false;
        }

        for (var at = 0; at < template.Length; at++)
        {
            if (template[at] == "*")
            {
                stars.Add(path[at]);
            }
            else if (template[at] != path[at])
            {
                return false;
            }
        }

        return true;
    }

    private sealed record Rule(string[] Request, StripeFault Fault, TimeSpan Delay)
    {
        public int Left { get; set; }
    }
}
