using System.ComponentModel;
using CeCommerce.Platform.Events;

namespace CeCommerce.Standards.Editions;

/// <summary>What the event log says about the rules; they are public.</summary>
internal static class StandardsEvents
{
    public const string Activated = "standards.activated";

    private static readonly EventKind<RuleEditionId, EditionActivatedData> Activation = new(
        Activated, EventAudience.Public, "From now on an edition of the rules is in use on every server.");

    public static IReadOnlyList<EventKind> Kinds => [Activation];

    public static EventRecord Of(ActivatedEdition edition) =>
        Activation.Of(edition.Id, new(edition.Version, edition.Packs, edition.GraceDays), new(edition.ActivatedAt, OperatorId: null));
}

/// <summary>What a line about an activation says of the edition.</summary>
internal sealed record EditionActivatedData(
    string Version,
    [property: Description("object with the version of each pack by the pack's code")] IReadOnlyDictionary<string, string> Packs,
    int GraceDays);
