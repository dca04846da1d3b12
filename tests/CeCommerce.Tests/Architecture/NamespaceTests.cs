using System.Text.RegularExpressions;

namespace CeCommerce.Tests.Architecture;

/// <summary>A namespace says where a file lies.</summary>
public sealed partial class NamespaceTests
{
    /// <summary>Folders whose types all stand in the room's own namespace. This list may only get shorter; a line that is no longer true must go.</summary>
    private static readonly string[] Flat = ["Standards/Engine", "Standards/Facts", "Standards/Goods", "Standards/Rules", "Standards/Vocabulary"];

    [Fact]
    public void Namespaces_follow_the_folders() => Assert.Equal(
        Flat,
        SourceFile.All
            .Where(file => !file.IsSql && Declared().Match(file.Text) is { Success: true } declared
                && declared.Groups["name"].Value != string.Join('.', file.Folders.Prepend("CeCommerce")))
            .Select(file => string.Join('/', file.Folders))
            .Distinct()
            .Order(StringComparer.Ordinal));

    [GeneratedRegex(@"^namespace (?<name>[\w.]+)", RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Declared();
}
