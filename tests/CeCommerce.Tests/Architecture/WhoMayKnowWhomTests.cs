using System.Text.RegularExpressions;

namespace CeCommerce.Tests.Architecture;

/// <summary>The picture of the house as a table, checked against every <c>using</c> of the production code.</summary>
public sealed partial class WhoMayKnowWhomTests
{
    private static readonly Dictionary<string, string[]> MayKnow = new(StringComparer.Ordinal)
    {
        ["Platform"] = [],
        // Standards also owns the vocabulary of the law, so it stands below the operators that it binds.
        ["Standards"] = ["Platform"],
        ["Operators"] = ["Platform", "Standards"],
        ["Partners"] = ["Platform", "Operators"],
        ["Items"] = ["Platform", "Standards", "Operators"],
        ["Listings"] = ["Platform", "Standards", "Operators", "Items"],
        ["Import"] = ["Platform", "Standards", "Operators", "Items", "Listings"],
        ["Search"] = ["Platform", "Standards", "Operators", "Items", "Listings"],
        ["Orders"] = ["Platform", "Standards", "Operators", "Items", "Listings"],
        ["Payments"] = ["Platform", "Standards", "Operators", "Items", "Listings", "Orders"],
    };

    public static TheoryData<string> Features => [.. MayKnow.Keys];

    [Theory]
    [MemberData(nameof(Features))]
    public void A_feature_uses_only_what_the_table_allows(string feature)
    {
        var folder = Path.Combine(Repository.Root, "src", "CeCommerce", feature);
        var strangers = Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("Migrations", StringComparison.Ordinal))
            .SelectMany(file => UsedFeature().Matches(File.ReadAllText(file)).Select(match => (file, used: match.Groups["feature"].Value)))
            .Where(x => x.used != feature && !MayKnow[feature].Contains(x.used))
            .Select(x => $"{Path.GetRelativePath(Repository.Root, x.file)} uses {x.used}")
            .Distinct();
        Assert.Empty(strangers);
    }

    [Fact]
    public void Every_folder_of_the_product_is_in_the_table() => Assert.Equal(
        MayKnow.Keys.Order(StringComparer.Ordinal),
        Directory.EnumerateDirectories(Path.Combine(Repository.Root, "src", "CeCommerce"))
            .Where(folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Any())
            .Select(folder => Path.GetFileName(folder)!)
            .Where(name => name is not ("bin" or "obj"))
            .Order(StringComparer.Ordinal));

    // A static using or an alias counts too; a fully qualified name would be found by its prefix.
    [GeneratedRegex(@"CeCommerce\.(?<feature>[A-Z][A-Za-z]+)[\.;\s]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex UsedFeature();
}

internal static class Repository
{
    /// <summary>The folder of the solution, found upwards from the test's binaries.</summary>
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "CeCommerce.sln")) ? folder : Find(Path.GetDirectoryName(folder)!);
}
