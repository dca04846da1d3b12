using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using CeCommerce.Standards.OperatorRules;

namespace CeCommerce.Standards.Packs;

/// <summary>What a pack's file says, and what is wrong with it.</summary>
/// <param name="Pack">Null when anything is wrong.</param>
/// <param name="Places">The line of every clause, by its name.</param>
internal sealed record ReadPack(string File, RulePack? Pack, IReadOnlyDictionary<string, int> Places, IReadOnlyList<DataFlaw> Flaws)
{
    /// <summary>Names of checks that it calls and this version of the product does not have.</summary>
    public IReadOnlyCollection<string> UnknownChecks { get; init; } = [];

    /// <summary>What a new file may not leave out, though files from before do.</summary>
    public IReadOnlyList<DataFlaw> Omissions { get; init; } = [];

    /// <summary>A pack that was read before and had no flaw.</summary>
    public static ReadPack Known(RulePack pack) => new(pack.Code + ".json", pack, new Dictionary<string, int>(StringComparer.Ordinal), []);
}

/// <summary>
/// Reads a pack: an object with <c>pack</c>, <c>version</c>, <c>name</c>, and, of rules, <c>sources</c> (what rules cite, by key) and
/// <c>rules</c>. A rule with <c>variants</c> stands for as many clauses, each with what its variant says instead.
/// </summary>
internal static partial class PackReader
{
    private const int MostBytes = 4 * 1024 * 1024;

    /// <param name="file">Its name, for the flaws.</param>
    /// <param name="utf8">Its text.</param>
    public static ReadPack Read(string file, byte[] utf8)
    {
        var read = ReadStored(file, utf8);
        return read.Omissions.Count == 0 ? read : read with { Pack = null, Flaws = [.. read.Flaws.Concat(read.Omissions).OrderBy(flaw => flaw.Line)] };
    }

    /// <summary>A pack that this or an older version of the product took in: it may leave out what was not part of such packs then.</summary>
    public static ReadPack ReadStored(string file, byte[] utf8) => Read(file, utf8, ofOperator: false);

    /// <summary>A pack of an operator's own rules, which are told apart from those of the edition by their code and their ids.</summary>
    public static ReadPack ReadOfOperator(string file, byte[] utf8) => Read(file, utf8, ofOperator: true);

    private static ReadPack Read(string file, byte[] utf8, bool ofOperator)
    {
        var flaws = new DataFlaws(file);
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        var most = ofOperator ? OperatorRuleLimits.MostBytes : MostBytes;
        if (utf8.Length > most)
        {
            flaws.Add(1, $"The pack has more than {most / 1024} KB.");
            return new(file, null, places, flaws.All);
        }

        try
        {
            var root = DataNode.Parse(utf8);
            var pack = ofOperator ? ReadOfOperator(root, flaws, places) : Read(root, flaws, places);
            return new(file, flaws.Count == 0 ? pack with { Digest = DigestOf(utf8) } : null, places, flaws.All) { UnknownChecks = flaws.UnknownChecks, Omissions = flaws.Omissions };
        }
        catch (JsonException broken)
        {
            flaws.Add((int)(broken.LineNumber ?? 0) + 1, "It is not JSON: " + broken.Message);
            return new(file, null, places, flaws.All);
        }
    }

    /// <summary>SHA-256, 64 lower-case hex digits.</summary>
    public static string DigestOf(byte[] utf8) => Convert.ToHexStringLower(SHA256.HashData(utf8));

    /// <summary>Clauses that stand in two packs.</summary>
    public static IEnumerable<DataFlaw> Overlaps(IReadOnlyList<ReadPack> packs) =>
        from later in packs.Select((pack, at) => (Pack: pack, At: at))
        from earlier in packs.Take(later.At)
        from clause in later.Pack.Places
        where earlier.Places.ContainsKey(clause.Key)
        select new DataFlaw(later.Pack.File, clause.Value, $"{clause.Key} stands in {earlier.File} too.");

    private static RulePack Read(DataNode root, DataFlaws flaws, Dictionary<string, int> places)
    {
        var data = new DataObject(root, flaws);
        var pack = Headed(data);
        if (!CodeForm().IsMatch(pack.Code) || pack.Code == RulePack.OperatorCode)
            flaws.Add(root.Line, $"'{pack.Code}' is no code of a pack: lower-case words joined by hyphens; '{RulePack.OperatorCode}' is that of operators' own rules.");
        pack = pack.Kind switch
        {
            RulePackKind.GoodsLists => pack with { Goods = new GoodsListsReader(flaws).Read(data) },
            RulePackKind.ClaimTerms => pack with { Claims = ClaimTermsReader.Read(data) },
            RulePackKind.OfferedTerms => pack with { Offered = OfferedTermsReader.Read(data) },
            RulePackKind.Rules => pack with { Rules = Rules(pack.Code, data, places) },
            _ => throw new InvalidOperationException($"No reader for {pack.Kind}."),
        };
        foreach (var rule in pack.Rules.Where(rule => rule.Id.StartsWith(RulePack.OperatorIds, StringComparison.Ordinal)))
            flaws.Add(places[rule.ToString()], $"'{rule.Id}' is an id of operators' own rules.");
        data.End();
        return pack;
    }

    private static RulePack ReadOfOperator(DataNode root, DataFlaws flaws, Dictionary<string, int> places)
    {
        OperatorRuleLimits.JudgeTexts(root, flaws);
        var data = new DataObject(root, flaws);
        var pack = Headed(data);
        if (pack.Code != RulePack.OperatorCode)
            flaws.Add(root.Line, $"The pack of an operator's own rules is called '{RulePack.OperatorCode}', not '{pack.Code}'.");
        pack = pack with { Rules = Rules(pack.Code, data, places) };
        if (pack.Rules.Count is 0 or > OperatorRuleLimits.MostRules)
            flaws.Add(root.Line, $"The pack has 1 to {OperatorRuleLimits.MostRules} clauses.");
        foreach (var rule in pack.Rules)
            OperatorRuleLimits.Judge(rule, places[rule.ToString()], flaws);
        data.End();
        return pack;
    }

    private static RulePack Headed(DataObject data)
    {
        var (code, version, name) = (data.Text("pack"), data.Text("version"), data.Local("name"));
        if (!VersionForm().IsMatch(version))
            data.Flaws.Add(data.Line, $"'{version}' is no version such as 2026.11.4.");
        return new(code, version, name, []);
    }

    private static List<Rule> Rules(string code, DataObject data, Dictionary<string, int> places)
    {
        var flaws = data.Flaws;
        var sources = data.Required("sources")?.Members.ToDictionary(member => member.Name, member => RuleSource.Read(member.Value, flaws), StringComparer.Ordinal) ?? [];
        var reader = new RuleReader(code, sources, flaws);
        var rules = new List<Rule>();
        foreach (var node in data.List("rules").SelectMany(VariantsOf))
        {
            var rule = reader.Read(node);
            if (!places.TryAdd(rule.ToString(), node.Line))
                flaws.Add(node.Line, $"{rule} stands in line {places[rule.ToString()]} too.");
            rules.Add(rule);
        }

        return rules;
    }

    private static IEnumerable<DataNode> VariantsOf(DataNode rule) =>
        rule["variants"] is { } variants ? variants.Items.Select(rule.Without("variants").With) : [rule];

    [GeneratedRegex(@"^[a-z0-9]+(-[a-z0-9]+)*\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CodeForm();

    [GeneratedRegex(@"^[0-9]{4}\.[0-9]{1,2}\.[0-9]{1,4}\z", RegexOptions.None, 1000)]
    private static partial Regex VersionForm();
}
