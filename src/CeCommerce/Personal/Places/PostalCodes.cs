using System.Globalization;
using System.Text;

namespace CeCommerce.Personal.Places;

/// <summary>
/// Which municipalities a postal code lies in: several where it crosses a border, none where it is not known. Offices with codes of their own (大口事業所個別番号) do
/// not stand in the list of places; theirs are told by their form, and lie where their area does.
/// </summary>
internal sealed class PostalCodes
{
    private const char Office = '8';
    private const char SmallOffice = '9';

    private static readonly Lazy<PostalCodes> s_own = new(Read);

    private readonly Dictionary<string, Municipality> _municipalities = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Stretch>> _byStart = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SortedSet<string>> _byArea = new(StringComparer.Ordinal);

    private PostalCodes()
    {
    }

    public static PostalCodes Own => s_own.Value;

    /// <summary>The day of the data.</summary>
    public DateOnly AsOf { get; private set; }

    /// <param name="code">7 digits.</param>
    public IReadOnlyList<Municipality> Of(string code)
    {
        var (start, end) = (code[..5], int.Parse(code.AsSpan(5), CultureInfo.InvariantCulture));
        var known = _byStart.GetValueOrDefault(start, []);
        List<string> codes = [.. known.Where(stretch => stretch.From <= end && end <= stretch.To).SelectMany(stretch => stretch.Municipalities)];
        if (codes.Count == 0 && code[3] == Office)
        {
            codes = [.. _byArea.GetValueOrDefault(code[..3], [])];
        }
        else if (codes.Count == 0 && code[5] == SmallOffice)
        {
            codes = [.. known.SelectMany(stretch => stretch.Municipalities)];
        }

        return [.. codes.Distinct().Order(StringComparer.Ordinal).Select(one => _municipalities[one])];
    }

    private static PostalCodes Read()
    {
        using var reader = new StreamReader(typeof(PostalCodes).Assembly.GetManifestResourceStream("places/postal-codes.txt")!, Encoding.UTF8);
        var (codes, prefectures) = (new PostalCodes(), new Dictionary<string, Prefecture>(StringComparer.Ordinal));
        while (reader.ReadLine() is { } line)
        {
            codes.Take(line.Split(' '), prefectures);
        }

        return codes;
    }

    private void Take(string[] line, Dictionary<string, Prefecture> prefectures)
    {
        switch (line)
        {
            case ["@", var day]:
                AsOf = DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);
                break;
            case ["P", var code, var name]:
                prefectures[code] = new(code, name);
                break;
            case ["M", var code, var name]:
                _municipalities[code] = new(code, name, prefectures[code[..2]]);
                break;
            case ["Z", var start, var ends, var where]:
                Take(start, ends, where.Split(','));
                break;
        }
    }

    private void Take(string start, string ends, string[] where)
    {
        var area = _byArea.TryGetValue(start[..3], out var known) ? known : _byArea[start[..3]] = new(StringComparer.Ordinal);
        area.UnionWith(where);
        var stretches = _byStart.TryGetValue(start, out var there) ? there : _byStart[start] = [];
        stretches.AddRange(ends.Split(',').Select(run => Stretch.Of(run, where)));
    }

    /// <summary>Codes that follow each other: the last two digits, ends included.</summary>
    private sealed record Stretch(int From, int To, string[] Municipalities)
    {
        public static Stretch Of(string run, string[] where) => run == "**"
            ? new(0, 99, where)
            : new(int.Parse(run.AsSpan(0, 2), CultureInfo.InvariantCulture), int.Parse(run.AsSpan(run.Length - 2), CultureInfo.InvariantCulture), where);
    }
}
