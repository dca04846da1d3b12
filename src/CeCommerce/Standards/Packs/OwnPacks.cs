using CeCommerce.Platform;

namespace CeCommerce.Standards.Packs;

/// <summary>The packs that come with the product, in <c>Standards/Packs</c>.</summary>
internal static class OwnPacks
{
    private const string Folder = "Packs";

    /// <summary>All of them as one edition.</summary>
    /// <exception cref="StartRefused">A file is flawed; says where and why.</exception>
    public static RuleEdition Edition(string version) => Edition(version, OwnFiles.In(Folder));

    /// <summary>Those files as one edition.</summary>
    /// <exception cref="StartRefused">A file is flawed; says where and why.</exception>
    public static RuleEdition Edition(string version, IEnumerable<(string Name, byte[] Text)> files)
    {
        var read = files.Select(file => PackReader.Read(file.Name, file.Text)).ToList();
        List<DataFlaw> flaws = [.. read.SelectMany(pack => pack.Flaws), .. PackReader.Overlaps(read), .. MissingLists(read)];
        return flaws.Count == 0 ? new(version, [.. read.Select(pack => pack.Pack!)]) : throw new StartRefused(new OwnRulesFlawed(flaws));
    }

    /// <summary>The file that one of them was read from.</summary>
    public static byte[] TextOf(RulePack pack) => OwnFiles.In(Folder).First(file => PackReader.DigestOf(file.Text) == pack.Digest).Text;

    private static IEnumerable<DataFlaw> MissingLists(List<ReadPack> read) =>
    [
        .. RulePack.Lists.Except(read.Select(pack => Path.GetFileNameWithoutExtension(pack.File)), StringComparer.Ordinal).Select(code => new DataFlaw(code + ".json", 1, "The file is missing.")),
        .. RulePack.UnlistedGoods([.. read.Select(pack => pack.Pack).OfType<RulePack>()])
            .Select(list => new DataFlaw(RulePack.GoodsListsCode + ".json", 1, $"The list '{list}' is missing; rules refer to it.")),
    ];
}

/// <summary>The rules and lists that come with the product cannot be judged by.</summary>
/// <param name="Flaws">What is wrong, with file and line.</param>
internal sealed record OwnRulesFlawed(IReadOnlyList<DataFlaw> Flaws) : UserError([])
{
    public override string Code => "OWN_RULES_FLAWED";

    public override LocalText Message => new(
        $"製品に付属する規則・一覧に誤りが {Flaws.Count} 件あるため起動しません: {Said}", $"The rules and lists of the product have {Flaws.Count} flaws, so that it does not start: {Said}");

    private string Said => string.Join(" ", Flaws);
}
