using CeCommerce.Platform;

namespace CeCommerce.Passports.Identity;

/// <summary>
/// A thing, a batch or a model named by a GS1 Digital Link: a web address whose path is a key and its qualifiers. Source: GS1 Digital Link, URI Syntax
/// 1.4 and later: GTINs of 14 digits, no words in the place of numbers.
/// </summary>
/// <param name="Stem">Where the link is resolved: scheme, host and what of the path comes before the key, without a slash at the end.</param>
/// <param name="Key">What is named: a GTIN (01), an asset (8004) …</param>
/// <param name="Qualifiers">Which of them, coarse before fine: batch (10), then serial (21).</param>
/// <param name="Attributes">What else the query says of it.</param>
internal sealed record DigitalLink(string Stem, AiValue Key, IReadOnlyList<AiValue> Qualifiers, IReadOnlyList<AiValue> Attributes)
{
    /// <summary>Reads a link as it came from outside; refuses with what is wrong.</summary>
    public static Outcome<DigitalLink> Parse(string uri) => DigitalLinkText.Read(uri);

    /// <summary>
    /// The link of a set of elements in any order, as a bar code holds them: the first key names, its qualifiers follow, the others become attributes.
    /// An element that is said twice alike counts once.
    /// </summary>
    public static Outcome<DigitalLink> Of(string stem, IEnumerable<AiValue> elements)
    {
        AiValue[] distinct = [.. elements.Distinct()];
        if (distinct.FirstOrDefault(element => AiTable.Keys.ContainsKey(element.Ai)) is not { Ai: not null } key)
            return new DigitalLinkInvalid(DigitalLinkFlaw.NoKey, "");
        AiValue[] others = [.. distinct.Where(element => element != key)];
        AiValue[] qualifiers = [.. others.Where(element => AiTable.IsQualifierOf(key.Ai, element.Ai)).OrderBy(element => Place(key.Ai, element.Ai))];
        AiValue[] attributes = [.. others.Except(qualifiers).OrderByDescending(element => AiTable.HasFixedLength(element.Ai))];
        return new DigitalLink(stem, key, qualifiers, attributes).Checked();
    }

    /// <summary>The rules that hold however the elements came together.</summary>
    internal Outcome<DigitalLink> Checked()
    {
        AiValue[] all = [Key, .. Qualifiers, .. Attributes];
        if (all.GroupBy(element => element.Ai, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } repeated)
            return new DigitalLinkInvalid(DigitalLinkFlaw.Repeated, repeated.Key);
        foreach (var (ai, value) in all)
        {
            if (AiTable.Find(ai) is not { } format)
                return new DigitalLinkInvalid(DigitalLinkFlaw.UnknownAi, ai);
            if (format.Check(value) is var flaw and not AiFlaw.None)
                return new DigitalLinkInvalid(flaw == AiFlaw.CheckDigit ? DigitalLinkFlaw.CheckDigit : DigitalLinkFlaw.Value, ai);
        }

        if (!AiTable.Keys[Key.Ai].Any(FollowsInOrder) && Qualifiers.Count > 0)
            return new DigitalLinkInvalid(DigitalLinkFlaw.Qualifiers, Qualifiers[0].Ai);
        if (Attributes.FirstOrDefault(x => AiTable.IsQualifierOf(Key.Ai, x.Ai) || !AiTable.Find(x.Ai)!.IsAttribute) is { Ai: not null } misplaced)
            return new DigitalLinkInvalid(DigitalLinkFlaw.NotAnAttribute, misplaced.Ai);
        return this;
    }

    /// <summary>As it is printed and put into a bar code.</summary>
    public string ToUri()
    {
        var path = string.Concat(Qualifiers.Prepend(Key).Select(element => $"/{element.Ai}/{Uri.EscapeDataString(element.Value)}"));
        var query = string.Join('&', Attributes.Select(element => $"{element.Ai}={Uri.EscapeDataString(element.Value)}"));
        return query.Length == 0 ? Stem + path : $"{Stem}{path}?{query}";
    }

    private bool FollowsInOrder(string[] sequence)
    {
        var next = 0;
        foreach (var (ai, _) in Qualifiers)
        {
            var at = Array.IndexOf(sequence, ai, next);
            if (at < 0)
                return false;
            next = at + 1;
        }

        return true;
    }

    private static int Place(string key, string qualifier) => AiTable.Keys[key].Max(sequence => Array.IndexOf(sequence, qualifier));
}
