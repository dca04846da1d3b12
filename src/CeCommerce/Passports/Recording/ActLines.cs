using System.Globalization;
using System.Text.Json.Nodes;
using CeCommerce.Items.Acts;
using CeCommerce.Passports.Chain;
using CeCommerce.Standards;

namespace CeCommerce.Passports.Recording;

/// <summary>Lines about work that was done to a unit.</summary>
internal static class ActLines
{
    public static IEnumerable<NewPassportEvent> Inspected(UnitLine line)
    {
        if (line.Act is not { } act)
        {
            yield break;
        }

        var data = Done(act);
        data["facts"] = ToldFacts.Of(act.Found);
        data["checks"] = new JsonObject { ["count"] = act.Details.Checklist.Count, ["passed"] = act.Details.Checklist.Count(check => check.Passed) };
        data["measurements"] = act.Details.Measurements.Count;
        yield return Of(line, act, PassportEventType.Inspected, data) with
        {
            Hidden =
            [
                .. ToldFacts.Hidden(act.Found), .. Tool(act), .. act.Details.Checklist.Select((check, number) => At("/checks/list", number, check.Name)),
                .. act.Details.Measurements.Select((measured, number) => At("/measured", number, $"{measured.Name} {measured.Value}{measured.Unit}")),
            ],
        };
        if (act.Details.Grades is { } grades)
        {
            yield return Of(line, act, PassportEventType.Graded, ToldFacts.Of(grades));
        }

        if (act.Found.Integer(FactCode.PageCounter) is { } pages)
        {
            yield return Of(line, act, PassportEventType.UsageReading, Reading(FactCode.PageCounter, pages));
        }

        if (act.Found.Integer(FactCode.BatteryCapacity) is { } health)
        {
            yield return Of(line, act, PassportEventType.HealthMeasured, Reading(FactCode.BatteryCapacity, health));
        }
    }

    public static IEnumerable<NewPassportEvent> Erased(UnitLine line)
    {
        if (line.Act is not { } act)
        {
            yield break;
        }

        var data = Done(act);
        if (act.Details.ErasureMethod is { } method)
        {
            data["method"] = ToldFacts.Word(method);
        }

        IEnumerable<HiddenText> standard = act.Details.ErasureStandard is { } named ? [new("/standard", named)] : [];
        yield return Of(line, act, PassportEventType.DataErased, data) with { Hidden = [.. standard, .. Tool(act)] };
    }

    public static IEnumerable<NewPassportEvent> Repaired(UnitLine line)
    {
        if (line.Act is not { } act)
        {
            yield break;
        }

        var data = Done(act);
        data["parts"] = act.Details.Parts.Count;
        IEnumerable<HiddenText> work = act.Details.Work is { } done ? [new("/work", done)] : [];
        yield return Of(line, act, PassportEventType.Repaired, data) with { Hidden = [.. work, .. Tool(act)] };
        foreach (var part in act.Details.Parts)
        {
            yield return Of(line, act, PassportEventType.PartReplaced, new() { ["origin"] = ToldFacts.Word(part.Origin), ["quantity"] = part.Quantity }) with { Hidden = [new("/part", part.Name)] };
        }
    }

    private static JsonObject Done(Act act) => new() { ["result"] = ToldFacts.Word(act.Result), ["performer"] = ToldFacts.Word(act.Performer) };

    private static JsonObject Reading(FactCode code, long value)
    {
        var definition = FactCatalogue.Of(code);
        return new() { ["code"] = definition.WireName, ["value"] = value, ["unit"] = definition.Unit?.En ?? "" };
    }

    private static HiddenText At(string list, int number, string text) => new(string.Create(CultureInfo.InvariantCulture, $"{list}/{number}"), text);

    private static IEnumerable<HiddenText> Tool(Act act) => act.Tool is { } tool ? [new("/tool", tool)] : [];

    private static NewPassportEvent Of(UnitLine line, Act act, PassportEventType type, JsonObject data) =>
        new(line.Item, type, Occurrence.On(act.PerformedOn), PassportActor.Of(line.Operator), data) { Operator = line.Operator, Source = new(line.Line.Kind, act.Id.ToString(), line.Line.At, line.Line.Sequence, 0) };
}
