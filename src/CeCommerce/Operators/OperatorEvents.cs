using CeCommerce.Platform.Events;

namespace CeCommerce.Operators;

/// <summary>What the event log says about operators; their identity and permits are public by law.</summary>
internal static class OperatorEvents
{
    public const string Changed = "operator.changed";

    private const string WaiversWord = "waivers changed";
    private const string RulesWord = "own rules used";

    private static readonly EventKind<OperatorId, OperatorRegisteredData> Registration = new("operator.registered", EventAudience.Public, "An operator joined.");

    private static readonly EventKind<OperatorId, NoEventData> Change = new(
        Changed, EventAudience.Public, "Its profile, a permit or a notified address is other than before, or what is waived for its listings or the rules of its own: `changed` says which. Of the last two the operator alone is told.");

    public static IReadOnlyList<EventKind> Kinds => [Registration, Change];

    public static EventRecord Registered(Operator joined, DateTimeOffset now) =>
        Registration.Of(joined.Id, new(joined.Code), new(now, joined.Id.Value));

    /// <summary>What is waived for all of its listings is other than before: they are judged again.</summary>
    public static EventRecord WaiversChanged(Operator excused, DateTimeOffset now) => After(WaiversWord, excused, now);

    /// <summary>Its listings are judged by other rules of its own: they are judged again.</summary>
    public static EventRecord RulesUsed(Operator changed, DateTimeOffset now) => After(RulesWord, changed, now);

    /// <param name="what">The word in the history.</param>
    public static EventRecord After(string what, Operator changed, DateTimeOffset now) => Change.Of(changed.Id, NoEventData.Instance, new(now, changed.Id.Value)
    {
        Audience = what is WaiversWord or RulesWord ? EventAudience.Operator : null,
        Changed = what switch
        {
            "described" => ["profile"],
            "licence recorded" => ["licences"],
            "address notified" => ["notifiedUrls"],
            WaiversWord => ["waivers"],
            RulesWord => ["ownRules"],
            _ => throw new ArgumentOutOfRangeException(nameof(what), what, "No event is known for that."),
        },
    });
}

/// <summary>What a line about a new operator says of it.</summary>
internal sealed record OperatorRegisteredData(string Code);
