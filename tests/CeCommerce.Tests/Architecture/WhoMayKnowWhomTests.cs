namespace CeCommerce.Tests.Architecture;

/// <summary>The picture of the house as a table, checked against every name of another room in the production code.</summary>
public sealed class WhoMayKnowWhomTests
{
    /// <summary>A room knows rooms above it in this table and no others, so there is no circle.</summary>
    private static readonly Dictionary<string, string[]> MayKnow = new(StringComparer.Ordinal)
    {
        ["Platform"] = [],
        // Standards also owns the vocabulary of the law, so it stands below the operators that it binds.
        ["Standards"] = ["Platform"],
        ["Operators"] = ["Platform", "Standards"],
        // It keeps persons, and knows nothing of what is done for them.
        ["Personal"] = ["Platform"],
        // Of other features it hears through the event log only.
        ["Partners"] = ["Platform", "Operators"],
        ["Payments"] = ["Platform", "Standards", "Operators"],
        ["Items"] = ["Platform", "Standards", "Operators"],
        // It follows units and offers through the event log; work on units and what was on record of them it reads.
        ["Passports"] = ["Platform", "Standards", "Operators", "Items"],
        ["Listings"] = ["Platform", "Standards", "Operators", "Items"],
        ["Import"] = ["Platform", "Standards", "Operators", "Items", "Listings"],
        ["Search"] = ["Platform", "Standards", "Operators", "Items", "Listings"],
        ["Shipping"] = ["Platform", "Standards", "Operators", "Items", "Listings"],
        ["Checkout"] = ["Platform", "Standards", "Operators", "Personal", "Payments", "Items", "Listings", "Shipping"],
        ["Orders"] = ["Platform", "Standards", "Operators", "Personal", "Payments", "Items", "Passports", "Listings", "Shipping", "Checkout"],
        ["Invoices"] = ["Platform", "Standards", "Operators", "Personal", "Payments", "Checkout", "Orders"],
        ["Reports"] = ["Platform", "Standards", "Operators", "Partners", "Payments", "Items", "Listings", "Import", "Search", "Checkout", "Orders"],
    };

    /// <summary>Inside the platform: a folder knows the folders of earlier lines and none of its own line. "" are the root types.</summary>
    private static readonly string[][] Platform =
    [
        [""],
        ["Jobs"],
        ["Files", "Pdf"],
        ["Database"],
        ["Events", "History", "Idempotency"],
        ["Changes"],
        ["Identity"],
        ["Proofs"],
        ["GraphQL"],
        ["Hosting"],
        ["Commands"],
    ];

    public static TheoryData<string> Rooms => [.. MayKnow.Keys];

    public static TheoryData<string> PlatformFolders => [.. Platform.SelectMany(line => line)];

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_room_knows_only_what_the_table_allows(string room) => Assert.Empty(
        from file in SourceFile.All
        where file.Room == room
        from known in file.Named("CeCommerce").Concat(file.NamedShort(MayKnow.Keys)).Distinct()
        where known != room && !MayKnow[room].Contains(known)
        select $"{file.Path} knows {known}");

    [Fact]
    public void The_ledger_knows_no_order() => Assert.Empty(
        from file in SourceFile.All
        where file.Path.StartsWith("Payments/Ledger/", StringComparison.Ordinal)
        from known in file.Named("CeCommerce").Concat(file.NamedShort(MayKnow.Keys)).Distinct()
        where known is not ("Platform" or "Operators" or "Payments")
        select $"{file.Path} knows {known}");

    [Fact]
    public void Every_room_stands_below_those_that_it_knows()
    {
        var above = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (room, known) in MayKnow)
        {
            Assert.Empty(known.Except(above));
            above.Add(room);
        }
    }

    [Fact]
    public void Every_folder_of_the_product_is_in_the_table() =>
        Assert.Equal(MayKnow.Keys.Order(StringComparer.Ordinal), SourceFile.All.Select(file => file.Room).Where(room => room.Length > 0).Distinct().Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(PlatformFolders))]
    public void Inside_the_platform_the_arrows_run_one_way(string folder)
    {
        var earlier = Platform.TakeWhile(line => !line.Contains(folder)).SelectMany(line => line).ToHashSet(StringComparer.Ordinal);
        var folders = Platform.SelectMany(line => line).Where(name => name.Length > 0).ToList();
        Assert.Empty(
            from file in SourceFile.All
            where file.Room == "Platform" && FolderOf(file) == folder
            from known in file.Named("CeCommerce.Platform").Concat(file.NamedShort(folders)).Distinct()
            where folders.Contains(known) && known != folder && !earlier.Contains(known)
            select $"{file.Path} knows {known}");
    }

    [Fact]
    public void Every_folder_of_the_platform_is_in_the_order() => Assert.Equal(
        Platform.SelectMany(line => line).Order(StringComparer.Ordinal),
        SourceFile.All.Where(file => file.Room == "Platform").Select(FolderOf).Distinct().Order(StringComparer.Ordinal));

    private static string FolderOf(SourceFile file) => file.Folders.Count > 1 ? file.Folders[1] : "";
}
