using System.Text.Json.Nodes;
using CeCommerce.Items;
using CeCommerce.Passports.Chain;

namespace CeCommerce.Passports.Recording;

/// <summary>Lines about what a unit is and who has it.</summary>
internal static class DescribingLines
{
    public static IEnumerable<NewPassportEvent> Registered(UnitLine line)
    {
        if (line.Description is { } stated)
        {
            yield return Of(line, PassportEventType.Registered, Stated(stated, _ => true)) with { Prefecture = stated.Prefecture, Hidden = ToldFacts.Hidden(stated.Facts), TakesOver = true };
        }
    }

    public static IEnumerable<NewPassportEvent> Described(UnitLine line)
    {
        if (line.Description is not { } stated)
        {
            yield break;
        }

        // Of serial numbers it is told that they changed, never what they are: they open doors to fraud.
        var changed = line.Line.Changed;
        var data = Stated(stated, changed.Contains);
        data["changed"] = new JsonArray([.. changed.Select(what => JsonValue.Create(what))]);
        yield return Of(line, PassportEventType.Described, data) with
        {
            Prefecture = changed.Contains("prefecture") ? stated.Prefecture : null,
            Hidden = changed.Contains("facts") ? ToldFacts.Hidden(stated.Facts) : [],
        };
    }

    /// <summary>No consumer is named.</summary>
    public static IEnumerable<NewPassportEvent> Transferred(UnitLine line)
    {
        var bought = line.Line.Member<ItemHolder>("holder") == ItemHolder.Consumer;
        var (from, to) = bought ? ("OPERATOR", "CONSUMER") : ("CONSUMER", "OPERATOR");
        yield return Of(line, PassportEventType.OwnershipTransferred, new() { ["from"] = from, ["to"] = to, ["verified"] = true }) with { TakesOver = !bought };

        // What the next operator states of it, they state anew.
        if (!bought && line.Description is { } stated)
        {
            var data = Stated(stated, _ => true);
            data["changed"] = new JsonArray("model", "condition", "facts", "prefecture");
            yield return Of(line, PassportEventType.Described, data) with { Prefecture = stated.Prefecture, Hidden = ToldFacts.Hidden(stated.Facts) };
        }
    }

    private static JsonObject Stated(ItemDescription stated, Func<string, bool> tells)
    {
        var data = new JsonObject();
        if (tells("model"))
        {
            data["model"] = ToldFacts.Of(stated.Model);
        }

        if (tells("condition") && stated.Condition != ItemCondition.Unknown)
        {
            data["grade"] = ToldFacts.Of(stated.Condition);
        }

        if (tells("facts"))
        {
            data["facts"] = ToldFacts.Of(stated.Facts);
        }

        return data;
    }

    private static NewPassportEvent Of(UnitLine line, PassportEventType type, JsonObject data) =>
        new(line.Item, type, Occurrence.AtInstant(line.Line.At), PassportActor.Of(line.Operator), data) { Operator = line.Operator, Source = new(line.Line.Kind, null, line.Line.At, line.Line.Sequence, 0) };
}
