using System.Text.Json.Nodes;
using CeCommerce.Passports.Chain;
using CeCommerce.Platform;
using CeCommerce.Platform.Events;

namespace CeCommerce.Passports.Recording;

/// <summary>Lines about offers over a unit, once they were on the shelf: before, they are their operator's business.</summary>
internal static class ListingLines
{
    public static IEnumerable<NewPassportEvent> Offered(UnitLine line) => Of(line, PassportEventType.Offered, []);

    public static IEnumerable<NewPassportEvent> NotOffered(UnitLine line) =>
        Of(line, PassportEventType.NotOffered, new() { ["because"] = line.Line.Kind["listing.".Length..].ToUpperInvariant() });

    public static IEnumerable<NewPassportEvent> Sold(UnitLine line) => Of(line, PassportEventType.Sold, []);

    private static IEnumerable<NewPassportEvent> Of(UnitLine line, PassportEventType type, JsonObject data)
    {
        if (line.Line.Audience == EventAudience.Public)
        {
            var actor = line.Line.Kind == "listing.suspended" ? PassportActor.Platform : PassportActor.Of(line.Operator);
            var source = new EventSource(line.Line.Kind, TypedId.Format(line.Line.SubjectKind, line.Line.SubjectId), line.Line.At, line.Line.Sequence, 0);
            yield return new(line.Item, type, Occurrence.AtInstant(line.Line.At), actor, data) { Operator = line.Operator, Source = source };
        }
    }
}
