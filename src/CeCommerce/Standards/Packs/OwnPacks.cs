namespace CeCommerce.Standards.Packs;

/// <summary>The packs that come with the product, in <c>Standards/Packs</c>.</summary>
internal static class OwnPacks
{
    private const string Folder = "Packs";

    /// <summary>All of them as one edition.</summary>
    /// <exception cref="InvalidOperationException">A file is flawed; says where and why.</exception>
    public static RuleEdition Edition(string version)
    {
        var read = OwnFiles.In(Folder).Select(file => PackReader.Read(file.Name, file.Text)).ToList();
        List<DataFlaw> flaws = [.. read.SelectMany(pack => pack.Flaws), .. PackReader.Overlaps(read)];
        return flaws.Count == 0
            ? new(version, [.. read.Select(pack => pack.Pack!)], GoodsLists.Current)
            : throw new InvalidOperationException("The rule packs are flawed: " + string.Join(" ", flaws));
    }

    /// <summary>The file that one of them was read from.</summary>
    public static byte[] TextOf(RulePack pack) => OwnFiles.In(Folder).First(file => PackReader.DigestOf(file.Text) == pack.Digest).Text;
}
