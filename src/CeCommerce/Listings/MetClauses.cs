using System.Globalization;
using System.Numerics;
using CeCommerce.Standards;
using CeCommerce.Standards.Packs;

namespace CeCommerce.Listings;

/// <summary>
/// The clauses that a listing meets, as they are kept: one bit for each of the edition's clauses about listings, since a listing meets some
/// thirty and their names would take more room than everything else that is kept of the verdict.
/// </summary>
internal sealed class MetClauses
{
    public static readonly MetClauses None = new([], [], 0);

    private readonly byte[] _bits;

    private MetClauses(byte[] bits, IReadOnlyList<string> names, long digest) => (_bits, Names, Digest) = (bits, names, digest);

    public ReadOnlySpan<byte> Bits => _bits;

    /// <summary>Clauses that are kept by name: those of verdicts from before there were bits, and those that are not the edition's.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Two that have the same clauses have the same.</summary>
    public long Digest { get; }

    public static MetClauses Of(Assessment assessment)
    {
        var bits = new byte[(assessment.Edition.ListingClauses.Length + 7) / 8];
        var (names, digest) = (new List<string>(), 0L);
        foreach (var finding in assessment.Findings)
        {
            if (finding.Verdict != RuleVerdict.Pass)
            {
                continue;
            }

            digest = unchecked(digest + Conclusion.Met(finding.Rule.Id, finding.Rule.Clause));
            if (assessment.Edition.PlaceOf(finding.Rule) is { } place)
            {
                bits[place >> 3] |= (byte)(1 << (place & 7));
            }
            else
            {
                names.Add(finding.Rule.ToString());
            }
        }

        return new(bits, names, digest);
    }

    public static MetClauses Kept(byte[] bits, IReadOnlyList<string> names, long? digest) =>
        new(bits, names, digest ?? Conclusion.Of(names.Select(name => name.Split('/', 2)).Select(name => Conclusion.Met(name[0], name[1]))));

    /// <param name="edition">The one that gave the verdict; null when it is not known, and then only what is kept by name is told.</param>
    public IEnumerable<string> NamesIn(RuleEdition? edition) => edition is null
        ? Names
        : Names.Concat(edition.ListingClauses.Where((_, place) => place >> 3 < _bits.Length && (_bits[place >> 3] & (1 << (place & 7))) != 0));
}

/// <summary>What a clause comes to, as a number that can be added up: the sum over the clauses is the same in whatever order they are looked at.</summary>
internal static class Conclusion
{
    private const ulong Offset = 14_695_981_039_346_656_037;
    private const ulong Prime = 1_099_511_628_211;

    /// <summary>Of several clauses together; runs over.</summary>
    public static long Of(IEnumerable<long> clauses)
    {
        var sum = 0L;
        foreach (var clause in clauses)
        {
            sum = unchecked(sum + clause);
        }

        return sum;
    }

    public static long Met(string rule, string clause) => Finished(Add(Add(Offset, rule), clause));

    /// <param name="reason">Its key; what it quotes may differ from day to day.</param>
    public static long Unmet(string rule, string clause, (RuleVerdict Verdict, FindingEffect Effect) what, string? reason, string? waiver) =>
        Finished(Add(Add(Add(Add(Add(Offset, rule), clause), [(char)('a' + what.Verdict), (char)('a' + what.Effect)]), reason), waiver));

    /// <summary>Of the verdict as a whole.</summary>
    public static long Of(AssessmentVerdict verdict, bool mayPublish, DateOnly? graceUntil) =>
        Finished(Add(Add(Offset, [(char)('a' + verdict), mayPublish ? 'y' : 'n']), graceUntil?.ToString("O", CultureInfo.InvariantCulture)));

    // FNV-1a; a separator, so that no two pairs of words run together.
    private static ulong Add(ulong hash, ReadOnlySpan<char> word)
    {
        foreach (var letter in word)
        {
            hash = (hash ^ letter) * Prime;
        }

        return (hash ^ '/') * Prime;
    }

    // Sums of FNV values alone would cancel out for words that differ in one letter.
    private static long Finished(ulong hash)
    {
        hash = (hash ^ (hash >> 32)) * 0x9E37_79B9_7F4A_7C15;
        return (long)BitOperations.RotateLeft(hash ^ (hash >> 29), 17);
    }
}
