namespace CeCommerce.Standards.Packs;

/// <summary>What is wrong in a data file.</summary>
/// <param name="File">Its name.</param>
/// <param name="Line">Counted from 1.</param>
/// <param name="Reason">What is wrong there, and what may stand there instead.</param>
public sealed record DataFlaw(string File, int Line, string Reason)
{
    public override string ToString() => $"{File}:{Line}: {Reason}";
}

/// <summary>Collects what is wrong in one data file, so that its author hears of everything at once.</summary>
internal sealed class DataFlaws(string file)
{
    private readonly List<DataFlaw> _all = [];
    private readonly List<DataFlaw> _omissions = [];

    public string File => file;

    /// <summary>From the first line to the last.</summary>
    public IReadOnlyList<DataFlaw> All => [.. _all.OrderBy(flaw => flaw.Line)];

    public int Count => _all.Count;

    /// <summary>Names of checks that a pack calls and this version of the product does not have.</summary>
    public HashSet<string> UnknownChecks { get; } = new(StringComparer.Ordinal);

    /// <summary>What a new file may not leave out, though files from before do.</summary>
    public IReadOnlyList<DataFlaw> Omissions => _omissions;

    public void Omit(int line, string reason) => _omissions.Add(new(file, line, reason));

    public void Add(int line, string reason) => _all.Add(new(file, line, reason));
}
