using System.Text.RegularExpressions;

namespace CeCommerce.Tests.Architecture;

/// <summary>A namespace says where a file lies.</summary>
public sealed partial class NamespaceTests
{
    /// <summary>Folders whose types all stand in the room's own namespace. This list may only get shorter; a line that is no longer true must go.</summary>
    private static readonly string[] Flat = ["Standards/Engine", "Standards/Facts", "Standards/Goods", "Standards/Vocabulary"];

    [Fact]
    public void Namespaces_follow_the_folders() => Assert.Equal(
        Flat,
        SourceFile.All
            .Where(file => !file.IsSql && Declared().Match(file.Text) is { Success: true } declared
                && declared.Groups["name"].Value != string.Join('.', file.Folders.Prepend("CeCommerce")))
            .Select(file => string.Join('/', file.Folders))
            .Distinct()
            .Order(StringComparer.Ordinal));

    [Fact]
    public void Types_have_names_of_the_trade() => Assert.Empty(
        SourceFile.All.Where(file => !file.IsSql)
            .SelectMany(file => HouseWord().Matches(file.Text).Select(match => $"{file.Path}: {match.Groups["name"].Value}")));

    // What says nothing of what a type does, and words that only we know.
    [GeneratedRegex(@"\b(class|record|struct|interface|enum) (?<name>\w+(Manager|Helper|Util|Utils|Base|Dto|Impl|Desk|Seat|Turn|Turns|Ticket|Care|Memory))\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex HouseWord();

    [GeneratedRegex(@"^namespace (?<name>[\w.]+)", RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Declared();
}
