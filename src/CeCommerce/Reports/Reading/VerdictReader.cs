using System.Globalization;
using System.Text.Json;
using CeCommerce.Listings;
using CeCommerce.Listings.Waivers;
using CeCommerce.Platform;
using CeCommerce.Standards;

namespace CeCommerce.Reports.Reading;

/// <summary>
/// Reads of kept verdicts what reports count: clauses, effects and waivers, not the words, nor the values that were looked at. A year has a million of
/// them, whose findings are few in kind: those that say the same are one object.
/// </summary>
internal sealed class VerdictReader
{
    private readonly SharedWords _words = new();
    private readonly Dictionary<Said, ComplianceFinding> _findings = [];

    /// <param name="text">UTF-8, as <see cref="Compliance"/> is kept.</param>
    public Compliance Read(ReadOnlySpan<byte> text)
    {
        var reader = new Utf8JsonReader(text);
        var kept = new Kept();
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            ReadMember(ref reader, kept);
        }

        return new(kept.Verdict, kept.Edition, kept.MayPublish, kept.Unmet)
        {
            Met = MetClauses.Kept(kept.MetBits, kept.Passed.Count == 0 ? kept.Met : [.. kept.Met, .. kept.Passed], kept.MetDigest),
            GraceUntil = kept.GraceUntil,
            OwnRules = kept.OwnRules,
        };
    }

    private void ReadMember(ref Utf8JsonReader reader, Kept kept)
    {
        switch (_words.Next(ref reader))
        {
            case "verdict": kept.Verdict = Enum.Parse<AssessmentVerdict>(_words.Of(ref reader), ignoreCase: true); break;
            case "packVersion": kept.Edition = _words.Of(ref reader); break;
            case "mayPublish": kept.MayPublish = reader.GetBoolean(); break;
            case "findings": ReadFindings(ref reader, kept); break;
            case "met": ReadMet(ref reader, kept); break;
            case "metBits": kept.MetBits = reader.GetBytesFromBase64(); break;
            case "metDigest": kept.MetDigest = reader.GetInt64(); break;
            case "graceUntil": kept.GraceUntil = Day(ref reader); break;
            case "ownRules": kept.OwnRules = JsonSerializer.Deserialize<OperatorRulesInUse>(ref reader, CommerceJson.Options); break;
            default: reader.Skip(); break;
        }
    }

    private void ReadMet(ref Utf8JsonReader reader, Kept kept)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.String)
        {
            kept.Met.Add(_words.Of(ref reader));
        }
    }

    private void ReadFindings(ref Utf8JsonReader reader, Kept kept)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            var finding = ReadFinding(ref reader);
            if (finding.Verdict == RuleVerdict.Pass)
            {
                kept.Passed.Add(finding.Name);
            }
            else
            {
                kept.Unmet.Add(finding);
            }
        }
    }

    private ComplianceFinding ReadFinding(ref Utf8JsonReader reader)
    {
        var (said, waiver) = (default(Said), default(NamedWaiver));
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            switch (_words.Next(ref reader))
            {
                case "rule": said = said with { Rule = _words.Of(ref reader) }; break;
                case "clause": said = said with { Clause = _words.Of(ref reader) }; break;
                case "verdict": said = said with { Verdict = _words.Of(ref reader) }; break;
                case "effect": said = said with { Effect = _words.Of(ref reader) }; break;
                case "criterion": said = said with { IsCriterion = reader.GetBoolean() }; break;
                case "waiver": waiver = ReadWaiver(ref reader); break;
                default: reader.Skip(); break;
            }
        }

        if (!_findings.TryGetValue(said, out var finding))
        {
            _findings[said] = finding = said.AsFinding();
        }

        return waiver is null ? finding : finding with { Waiver = waiver };
    }

    private NamedWaiver ReadWaiver(ref Utf8JsonReader reader)
    {
        var (id, until) = ("", default(DateOnly));
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            switch (_words.Next(ref reader))
            {
                case "id": id = reader.GetString()!; break;
                case "until": until = Day(ref reader); break;
                default: reader.Skip(); break;
            }
        }

        return new(TypedId.Parse<WaiverId>(id), until);
    }

    private static DateOnly Day(ref Utf8JsonReader reader) => DateOnly.ParseExact(reader.GetString()!, "O", CultureInfo.InvariantCulture);

    private readonly record struct Said(string Rule, string Clause, string Verdict, string Effect, bool IsCriterion)
    {
        public ComplianceFinding AsFinding() => new(
            Rule, Clause, Enum.Parse<RuleVerdict>(Verdict, ignoreCase: true), IsCriterion ? FindingEffect.LegalCriterion : Enum.Parse<FindingEffect>(Effect, ignoreCase: true), null, []);
    }

    private sealed class Kept
    {
        public AssessmentVerdict Verdict { get; set; }

        public string Edition { get; set; } = "";

        public bool MayPublish { get; set; }

        public List<ComplianceFinding> Unmet { get; } = [];

        public List<string> Met { get; } = [];

        /// <summary>Of verdicts from before, which kept clauses that are met among the findings.</summary>
        public List<string> Passed { get; } = [];

        public byte[] MetBits { get; set; } = [];

        public long? MetDigest { get; set; }

        public DateOnly? GraceUntil { get; set; }

        public OperatorRulesInUse? OwnRules { get; set; }
    }
}
