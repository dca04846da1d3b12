using CeCommerce.Platform.GraphQL.Limits;
using GraphQL;

namespace CeCommerce.Platform.GraphQL;

/// <summary>Who asks, in which language, under which trace: made by the transport once per operation.</summary>
public sealed class CommerceUserContext : Dictionary<string, object?>
{
    private Caller _caller = Caller.Anonymous;

    public Caller Caller
    {
        get => _caller;
        init => _caller = value;
    }

    public Language Language { get; init; } = Language.Ja;

    /// <summary>W3C trace id of the request; the only thing a masked error shows.</summary>
    public string TraceId { get; init; } = "";

    /// <summary>The scope of this request, or of this event of a subscription.</summary>
    public required IServiceProvider RequestServices { get; init; }

    /// <summary>Whose token buckets pay; anonymous callers are told apart by their address.</summary>
    internal Payer Payer { get; init; } = new("anonymous");

    /// <summary>What each event of a subscription costs; known when it starts.</summary>
    internal long CostOfEvent { get; set; }

    internal CommerceUserContext With(IServiceProvider services) =>
        new() { Caller = Caller, Language = Language, TraceId = TraceId, Payer = Payer, CostOfEvent = CostOfEvent, RequestServices = services };

    /// <summary>Before the caller's rights are used: an auditor's can have changed since the token was read.</summary>
    internal async ValueTask LookAgainAsync(CancellationToken cancellation) => _caller = await RequestServices.AsOfNowAsync(_caller, cancellation);

    public static CommerceUserContext Of(IResolveFieldContext field) => field.UserContext as CommerceUserContext
        ?? throw new InvalidOperationException("The schema was executed without a CommerceUserContext.");
}
