using System.Collections.Frozen;
using System.Globalization;

namespace CeCommerce.Passports.Identity;

/// <summary>
/// The application identifiers, which of them are keys of a Digital Link, and what may follow a key. Source: GS1 General Specifications 3.2 and GS1
/// Digital Link, URI Syntax 4.3 to 4.9. What a value means (a date, a country) is not looked at, but for the check digits.
/// </summary>
internal static class AiTable
{
    /// <summary>By key, the qualifiers that may follow it, each in this order; 235 stands alone.</summary>
    public static FrozenDictionary<string, string[][]> Keys { get; } = new Dictionary<string, string[][]>(StringComparer.Ordinal)
    {
        ["00"] = [],
        ["01"] = [["22", "10", "21"], ["235"]],
        ["253"] = [],
        ["255"] = [],
        ["401"] = [],
        ["402"] = [],
        ["414"] = [["254"], ["7040"]],
        ["415"] = [["8020"]],
        ["417"] = [["7040"]],
        ["8003"] = [],
        ["8004"] = [["7040"]],
        ["8006"] = [["22", "10", "21"]],
        ["8010"] = [["8011"]],
        ["8013"] = [],
        ["8017"] = [["8019"]],
        ["8018"] = [["8019"]],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Identifiers, format; <c>?</c> when it may stand in the query. Ranges are of whole numbers.</summary>
    private const string Rows = """
        00-00 ? N18c
        01-02 ? N14c
        03-03 - N14c
        10-10 ? X..20
        11-13 ? N6
        15-17 ? N6
        20-20 ? N2
        21-22 - X..20
        235-235 - X..28
        240-241 ? X..30
        242-242 ? N..6
        243-243 ? X..20
        250-251 ? X..30
        253-253 ? N13c [X..17]
        254-254 - X..20
        255-255 ? N13c [N..12]
        30-30 ? N..8
        37-37 ? N..8
        3900-3909 ? N..15
        3910-3919 ? N3 N..15
        3920-3929 ? N..15
        3930-3939 ? N3 N..15
        3940-3943 ? N4
        3950-3955 ? N6
        400-401 ? X..30
        402-402 ? N17c
        403-403 ? X..30
        410-417 ? N13c
        420-420 ? X..20
        421-421 ? N3 X..9
        422-422 ? N3
        423-423 ? N3 [N3] [N3] [N3] [N3]
        424-424 ? N3
        425-425 ? N3 [N3] [N3] [N3] [N3]
        426-426 ? N3
        427-427 ? X..3
        4300-4301 ? X..35
        4302-4306 ? X..70
        4307-4307 ? X2
        4308-4308 ? X..30
        4309-4309 ? N20
        4310-4311 ? X..35
        4312-4316 ? X..70
        4317-4317 ? X2
        4318-4318 ? X..20
        4319-4319 ? X..30
        4320-4320 ? X..35
        4321-4323 ? N1
        4324-4325 ? N10
        4326-4326 ? N6
        4330-4333 ? N6 [X1]
        7001-7001 ? N13
        7002-7002 ? X..30
        7003-7003 ? N10
        7004-7004 ? N..4
        7005-7005 ? X..12
        7006-7006 ? N6
        7007-7007 ? N6 [N6]
        7008-7008 ? X..3
        7009-7009 ? X..10
        7010-7010 ? X..2
        7011-7011 ? N6 [N4]
        7020-7022 ? X..20
        7023-7023 ? X..30
        7030-7039 ? N3 X..27
        7040-7040 - N1 X3
        7041-7041 - X..4
        710-717 ? X..20
        7230-7239 ? X2 X..28
        7240-7240 ? X..20
        7241-7241 ? N2
        7242-7242 ? X..25
        7250-7250 ? N8
        7251-7251 ? N12
        7252-7252 ? N1
        7253-7254 ? X..40
        7255-7255 ? X..10
        7256-7256 ? X..90
        7257-7257 ? X..70
        7258-7258 ? X3
        7259-7259 ? X..40
        8001-8001 ? N14
        8002-8002 ? X..20
        8003-8003 ? N1 N13c [X..16]
        8004-8004 ? X..30
        8005-8005 ? N6
        8006-8006 ? N14c N4
        8007-8007 ? X..34
        8008-8008 ? N8 [N2] [N2]
        8009-8009 ? X..50
        8010-8010 ? Y..30
        8011-8011 - N..12
        8012-8012 ? X..20
        8013-8013 ? X..25
        8014-8014 - X..25
        8017-8018 ? N18c
        8019-8019 - N..10
        8020-8020 - X..25
        8026-8026 ? N14c N4
        8030-8030 ? Z..90
        8040-8041 - N15
        8042-8042 - N32
        8043-8043 - N18 [N..2]
        8110-8110 ? X..70
        8111-8111 ? N4
        8112-8112 ? X..70
        8200-8200 - X..70
        90-90 ? X..30
        91-99 ? X..90
        """;

    private static readonly FrozenDictionary<string, AiFormat> Formats = Read().ToFrozenDictionary(StringComparer.Ordinal);

    public static IReadOnlyCollection<string> All => Formats.Keys;

    public static AiFormat? Find(string ai) => Formats.GetValueOrDefault(ai);

    public static bool IsQualifierOf(string key, string ai) => Keys[key].Any(sequence => sequence.Contains(ai));

    /// <summary>The element needs no separator in a bar code, and so comes before those that do. Source: General Specifications, figure 7.8.4-2.</summary>
    public static bool HasFixedLength(string ai) =>
        int.Parse(ai.AsSpan(0, 2), CultureInfo.InvariantCulture) is <= 4 or (>= 11 and <= 20) or (>= 31 and <= 36) or 41;

    private static IEnumerable<KeyValuePair<string, AiFormat>> Read()
    {
        foreach (var row in Rows.Split('\n'))
        {
            var (range, mark, format) = row.Split(' ', 3) is [var first, var second, var third] ? (first, second, third) : throw new FormatException(row);
            foreach (var ai in Between(range.Split('-')))
                yield return new(ai, new(format, mark == "?"));
        }

        // Measures: the fourth digit says where the decimal point stands.
        string[] measures = [.. Between(["310", "316"]), .. Between(["320", "337"]), .. Between(["340", "357"]), .. Between(["360", "369"])];
        foreach (var ai in measures.SelectMany(measure => Between([measure + "0", measure + "5"])))
            yield return new(ai, new("N6", isAttribute: true));
    }

    private static IEnumerable<string> Between(string[] range)
    {
        var (first, last) = (int.Parse(range[0], CultureInfo.InvariantCulture), int.Parse(range[1], CultureInfo.InvariantCulture));
        return Enumerable.Range(first, last - first + 1).Select(number => number.ToString($"D{range[0].Length}", CultureInfo.InvariantCulture));
    }
}
