using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using CeCommerce.Listings.Waivers;
using CeCommerce.Platform;
using CeCommerce.Standards;

namespace CeCommerce.Listings;

/// <summary>
/// A verdict in a <c>jsonb</c> column. Clauses that are met are bits (<see cref="MetClauses"/>); the others are data. Servers of the version before find the
/// members that they know, without words. They know no criteria: they read a warning, which is the nearest that they know.
/// </summary>
internal sealed class ComplianceJson : JsonConverter<Compliance>
{
    public override Compliance Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var kept = JsonSerializer.Deserialize<Kept>(ref reader, options)!;
        var (met, unmet) = (kept.Findings.Where(finding => finding.Verdict == RuleVerdict.Pass), kept.Findings.Where(finding => finding.Verdict != RuleVerdict.Pass));
        return new(kept.Verdict, kept.PackVersion, kept.MayPublish, [.. unmet.Select(finding => finding.Known(kept.PackVersion, kept.OwnRules))])
        {
            Met = MetClauses.Kept(kept.MetBits ?? [], [.. kept.Met ?? [], .. met.Select(finding => $"{finding.Rule}/{finding.Clause}")], kept.MetDigest),
            GraceUntil = kept.GraceUntil,
            OwnRules = kept.OwnRules,
        };
    }

    public override void Write(Utf8JsonWriter writer, Compliance value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("verdict", value.Verdict.ToString());
        writer.WriteString("packVersion", value.PackVersion);
        writer.WriteBoolean("mayPublish", value.MayPublish);
        if (value.GraceUntil is { } until)
        {
            writer.WriteString("graceUntil", until.ToString("O", CultureInfo.InvariantCulture));
        }

        if (value.OwnRules is { } own)
        {
            writer.WriteStartObject("ownRules");
            writer.WriteString("version", own.Version);
            writer.WriteString("digest", own.Digest);
            writer.WriteEndObject();
        }

        writer.WriteStartArray("findings");
        foreach (var finding in value.Findings)
        {
            Write(writer, finding);
        }

        writer.WriteEndArray();
        Write(writer, value.Met);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, MetClauses met)
    {
        if (met.Names.Count > 0)
        {
            writer.WriteStartArray("met");
            foreach (var name in met.Names)
            {
                writer.WriteStringValue(name);
            }

            writer.WriteEndArray();
        }

        if (!met.Bits.IsEmpty)
        {
            writer.WriteBase64String("metBits", met.Bits);
            writer.WriteNumber("metDigest", met.Digest);
        }
    }

    private static void Write(Utf8JsonWriter writer, ComplianceFinding finding)
    {
        writer.WriteStartObject();
        writer.WriteString("rule", finding.Rule);
        writer.WriteString("clause", finding.Clause);
        writer.WriteString("verdict", finding.Verdict.ToString());
        writer.WriteString("effect", (finding.Effect == FindingEffect.LegalCriterion ? FindingEffect.Warn : finding.Effect).ToString());
        if (finding.Effect == FindingEffect.LegalCriterion)
        {
            writer.WriteBoolean("criterion", true);
        }

        if (finding.Field is not null)
        {
            writer.WriteString("field", finding.Field);
        }

        if (finding.Waiver is { } waiver)
        {
            writer.WriteStartObject("waiver");
            writer.WriteString("id", waiver.Id.ToString());
            writer.WriteString("until", waiver.Until.ToString("O", CultureInfo.InvariantCulture));
            writer.WriteEndObject();
        }

        WriteWhy(writer, finding);
        writer.WriteStartObject("saw");
        foreach (var fact in finding.Facts)
        {
            writer.WriteString(fact.Name, fact.Value);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteWhy(Utf8JsonWriter writer, ComplianceFinding finding)
    {
        if (finding.Reason is { } reason)
        {
            writer.WriteString("reason", reason.Key);
            if (reason.Values.Count > 0)
            {
                writer.WriteStartArray("values");
                foreach (var value in reason.Values)
                {
                    writer.WriteStringValue(value);
                }

                writer.WriteEndArray();
            }
        }
        else if (finding.Words is { } words)
        {
            WriteLocal(writer, "message", words.Message);
            WriteLocal(writer, "remedy", words.Remedy);
        }
    }

    private static void WriteLocal(Utf8JsonWriter writer, string name, LocalText text)
    {
        writer.WriteStartObject(name);
        writer.WriteString("ja", text.Ja);
        writer.WriteString("en", text.En);
        writer.WriteEndObject();
    }

    private sealed record Kept(
        AssessmentVerdict Verdict, string PackVersion, bool MayPublish, IReadOnlyList<KeptFinding> Findings, IReadOnlyList<string>? Met, byte[]? MetBits, long? MetDigest, DateOnly? GraceUntil,
        OperatorRulesInUse? OwnRules);

    private sealed record KeptFinding(
        string Rule, string Clause, RuleVerdict Verdict, FindingEffect Effect, bool? Criterion, string? Field, string? Reason, IReadOnlyList<string>? Values, LocalText? Message, LocalText? Remedy,
        IReadOnlyList<FactUsed>? Facts, Dictionary<string, string?>? Saw, KeptWaiver? Waiver)
    {
        public ComplianceFinding Known(string edition, OperatorRulesInUse? own) => new(Rule, Clause, Verdict, Criterion == true ? FindingEffect.LegalCriterion : Effect, Field, Facts ?? [.. (Saw ?? []).Select(fact => new FactUsed(fact.Key, fact.Value))])
        {
            Reason = Reason is null ? null : new(edition, Reason, Values ?? []),
            Words = Message is null || Remedy is null ? null : new(Message, Remedy),
            Own = ComplianceFinding.IsOwn(Rule) ? own : null,
            Waiver = Waiver is null ? null : new(TypedId.Parse<WaiverId>(Waiver.Id), Waiver.Until),
        };
    }

    private sealed record KeptWaiver(string Id, DateOnly Until);
}
