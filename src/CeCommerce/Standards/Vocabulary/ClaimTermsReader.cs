using CeCommerce.Standards.Packs;

namespace CeCommerce.Standards;

/// <summary>Reads the words of claims.</summary>
internal sealed class ClaimTermsReader
{
    private readonly DataObject _file;
    private readonly DataFlaws _flaws;
    private readonly WordLists _lists;
    private readonly Dictionary<string, int> _heads = new(StringComparer.Ordinal);

    private ClaimTermsReader(DataObject file)
    {
        (_file, _flaws, _lists) = (file, file.Flaws, new(file));
        Source = file.Text("source");
    }

    public string Source { get; }

    public static ClaimTerms Read(DataObject file)
    {
        var reader = new ClaimTermsReader(file);
        var terms = new ClaimTerms(reader);
        reader._lists.End();
        return terms;
    }

    /// <summary>A shared list by its name.</summary>
    public WordList List(string name) => _lists.List(name);

    public IReadOnlyList<ClaimSense> Senses()
    {
        var endings = new Dictionary<string, ClaimEndings>(StringComparer.Ordinal);
        foreach (var (name, node) in _file.Required("endings")?.Members ?? [])
            endings.Add(name, Endings(new(node, _flaws)));
        _file.Required("senses");
        return [.. _file.List("senses").Select(node => Sense(new(node, _flaws), endings))];
    }

    private ClaimSense Sense(DataObject data, Dictionary<string, ClaimEndings> endings)
    {
        var sense = new ClaimSense
        {
            Claim = Claim(data),
            Words = Heads(data),
            NotBehind = Words(data, "notBehind"),
            NotBefore = Words(data, "notBefore"),
            ButBehind = Words(data, "butBehind"),
            ButBefore = Words(data, "butBefore"),
            OnlyBefore = Words(data, "onlyBefore"),
            Needs = [.. data.List("needs").Select(node => Need(new(node, _flaws)))],
            Around = Words(data, "around"),
            CountsMinus = data.Flag("minus") == true,
            Stress = Words(data, "stress"),
            Behind = Words(data, "behind"),
            Aside = Words(data, "aside"),
            Provisos = Words(data, "provisos"),
            Parts = Words(data, "parts"),
            PartsAreFitted = data.Flag("partsAreFitted") == true,
            Endings = endings.GetValueOrDefault(data.Text("endings")) ?? UnknownEndings(data, endings.Keys),
        };
        data.End();
        return sense;
    }

    private Claims Claim(DataObject data)
    {
        if (data.Optional("claim") is not { } node)
            return Claims.None;
        var known = Enum.GetNames<Claims>().Where(name => name != nameof(Claims.None)).ToList();
        if (known.Contains(node.Text ?? ""))
            return Enum.Parse<Claims>(node.Text!);
        _flaws.Add(node.Line, $"'{node.Text}' is none of {string.Join(", ", known)}.");
        return Claims.None;
    }

    /// <summary>The words that make the claim: each in one sense only, and with the two letters by which the search finds it.</summary>
    private WordList Heads(DataObject data)
    {
        var node = data.Required("words");
        var heads = node is null ? new([]) : _lists.Words(node);
        if (heads.IsEmpty)
            _flaws.Add(node?.Line ?? data.Line, "A claim has words.");
        foreach (var head in heads.All)
        {
            if (head.Text.Length < 2)
                _flaws.Add(node!.Line, $"'{head.Text}' has fewer than two letters.");
            if (!_heads.TryAdd(head.Text, node!.Line))
                _flaws.Add(node.Line, $"'{head.Text}' makes another claim in line {_heads[head.Text]} too.");
        }

        return heads;
    }

    private ClaimNeed Need(DataObject data)
    {
        data.Required("words");
        var need = new ClaimNeed(Words(data, "words"), Words(data, "unless"));
        data.End();
        return need;
    }

    private ClaimEndings Endings(DataObject data)
    {
        var endings = new ClaimEndings(
            Words(data, "carriers"),
            Words(data, "likens"),
            Words(data, "asserts"),
            Words(data, "denies"),
            Words(data, "denials"),
            Words(data, "open"),
            Words(data, "takenBack"),
            Words(data, "laterAsserts"),
            Words(data, "laterDenies"),
            Words(data, "laterExcept"));
        data.End();
        return endings;
    }

    private ClaimEndings UnknownEndings(DataObject data, IEnumerable<string> known)
    {
        _flaws.Add(data.Line, $"'endings' names none of {string.Join(", ", known)}.");
        var none = new WordList([]);
        return new(none, none, none, none, none, none, none, none, none, none);
    }

    private WordList Words(DataObject owner, string name) => _lists.Words(owner, name);
}
