using System.Text.Json;

namespace CeCommerce.Standards;

/// <summary>Reads the word lists once. A word <c>@name</c> stands for a shared list; a kana word is read in hiragana and katakana.</summary>
internal sealed class ClaimTermsReader(JsonElement root)
{
    private const int Katakana = 'ア' - 'あ';

    private readonly Dictionary<string, ClaimEndings> _endings = [];

    /// <summary>A shared list by its name.</summary>
    public WordList List(string name) => Words(root.GetProperty("lists"), name);

    public IReadOnlyList<ClaimSense> Senses()
    {
        foreach (var endings in root.GetProperty("endings").EnumerateObject())
            _endings.Add(endings.Name, Endings(endings.Value));
        return [.. root.GetProperty("senses").EnumerateArray().Select(Sense)];
    }

    private ClaimSense Sense(JsonElement sense) => new()
    {
        Claim = sense.TryGetProperty("claim", out var claim) ? Enum.Parse<Claims>(claim.GetString()!) : Claims.None,
        Words = Words(sense, "words") is { IsEmpty: false } words ? words : throw new InvalidOperationException("A claim without words."),
        NotBehind = Words(sense, "notBehind"),
        NotBefore = Words(sense, "notBefore"),
        ButBehind = Words(sense, "butBehind"),
        ButBefore = Words(sense, "butBefore"),
        OnlyBefore = Words(sense, "onlyBefore"),
        Needs = sense.TryGetProperty("needs", out var needs) ? [.. needs.EnumerateArray().Select(need => new ClaimNeed(Words(need, "words"), Words(need, "unless")))] : [],
        Around = Words(sense, "around"),
        CountsMinus = Is(sense, "minus"),
        Stress = Words(sense, "stress"),
        Behind = Words(sense, "behind"),
        Aside = Words(sense, "aside"),
        Provisos = Words(sense, "provisos"),
        Parts = Words(sense, "parts"),
        PartsAreFitted = Is(sense, "partsAreFitted"),
        Endings = _endings[sense.GetProperty("endings").GetString()!],
    };

    private ClaimEndings Endings(JsonElement endings) => new(
        Words(endings, "carriers"),
        Words(endings, "likens"),
        Words(endings, "asserts"),
        Words(endings, "denies"),
        Words(endings, "denials"),
        Words(endings, "open"),
        Words(endings, "takenBack"),
        Words(endings, "laterAsserts"),
        Words(endings, "laterDenies"),
        Words(endings, "laterExcept"));

    private static bool Is(JsonElement sense, string name) => sense.TryGetProperty(name, out var flag) && flag.GetBoolean();

    public WordList Words(JsonElement owner, string name) => new(owner.TryGetProperty(name, out var words) ? Written(words).SelectMany(Spellings) : []);

    private IEnumerable<string> Written(JsonElement words) => words.EnumerateArray().Select(word => word.GetString()!)
        .SelectMany(word => word.StartsWith('@') ? Written(root.GetProperty("lists").GetProperty(word[1..])) : [word]);

    public static IEnumerable<Word> Spellings(string written)
    {
        var letters = new char[written.Length];
        var word = new Word(new(letters, 0, Letters.Of(written, letters, default, default)), written.EndsWith('*'));
        if (word.Text.Length == 0)
            throw new InvalidOperationException($"'{written}' has no letters.");
        yield return word;
        if (word.Text.Length > 2 && word.Text.All(c => c is >= 'ぁ' and <= 'ゖ' or 'ー'))
            yield return word with { Text = Shifted(word.Text, 'ぁ', 'ゖ', Katakana) };
        if (word.Text.Length > 2 && word.Text.All(c => c is >= 'ァ' and <= 'ヶ' or 'ー'))
            yield return word with { Text = Shifted(word.Text, 'ァ', 'ヶ', -Katakana) };
    }

    private static string Shifted(string text, char from, char to, int by) => string.Concat(text.Select(c => c >= from && c <= to ? (char)(c + by) : c));
}
