using System.Text.RegularExpressions;

namespace CeCommerce.Tests.Architecture;

/// <summary>A file of the production code: where it lies, whom it names and what it says to the database.</summary>
/// <param name="Path">Below <c>src/CeCommerce</c>, with slashes.</param>
/// <param name="Text">As it stands there.</param>
internal sealed partial record SourceFile(string Path, string Text)
{
    private static readonly string Source = System.IO.Path.Combine(Repository.Root, "src", "CeCommerce");

    /// <summary>Every hand-written file; migrations are a record of what was, not a part of the house.</summary>
    public static IReadOnlyList<SourceFile> All { get; } =
    [
        .. Directory.EnumerateFiles(Source, "*", SearchOption.AllDirectories)
            .Select(file => System.IO.Path.GetRelativePath(Source, file).Replace('\\', '/'))
            .Where(path => path.EndsWith(".cs", StringComparison.Ordinal) || path.EndsWith(".sql", StringComparison.Ordinal))
            .Where(path => !path.StartsWith("Platform/Database/Migrations/", StringComparison.Ordinal) && !path.Contains("CompiledModel/", StringComparison.Ordinal))
            .Where(path => !path.StartsWith("bin/", StringComparison.Ordinal) && !path.StartsWith("obj/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(path => new SourceFile(path, File.ReadAllText(System.IO.Path.Combine(Source, path)))),
    ];

    /// <summary>The folders that it lies in, outermost first; empty for the table of features and the program.</summary>
    public IReadOnlyList<string> Folders { get; } = Path.Split('/')[..^1];

    public string Room => Folders.Count > 0 ? Folders[0] : "";

    public bool IsSql => Path.EndsWith(".sql", StringComparison.Ordinal);

    /// <summary>The namespaces below <paramref name="parent"/> that the code names in full: by a <c>using</c>, an alias or a qualified name.</summary>
    public IEnumerable<string> Named(string parent) =>
        Regex.Matches(Code, $@"\b{Regex.Escape(parent)}\.([A-Z]\w*)", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)).Select(match => match.Groups[1].Value);

    /// <summary>Those of <paramref name="names"/> that the code names as a namespace without its parents.</summary>
    public IEnumerable<string> NamedShort(IEnumerable<string> names) => Regex
        .Matches(UsingLine().Replace(Code, ""), $@"(?<![\w.])({string.Join('|', names)})\.[A-Z]", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1))
        .Select(match => match.Groups[1].Value);

    /// <summary>What stands in strings, and the whole of an SQL file without its comments.</summary>
    public IEnumerable<string> Texts => IsSql
        ? [SqlComment().Replace(Text, "")]
        : Token().Matches(Text).Select(token => token.Groups["raw"].Success ? token.Groups["raw"].Value : token.Groups["text"].Value);

    /// <summary>The code without strings and comments, but with what its documentation refers to.</summary>
    private string Code => Token().Replace(Text, token => token.Value.StartsWith("//", StringComparison.Ordinal)
        ? string.Join(' ', Reference().Matches(token.Value).Select(reference => reference.Groups["name"].Value))
        : "\"\"");

    // A comment may hold a quotation mark and a string two slashes, so both are read in one pass.
    [GeneratedRegex("""//[^\n]*|/\*.*?\*/|\$*\"{3}(?<raw>.*?)\"{3}|[$@]{0,2}"(?<text>(?:[^"\\\n]|\\.)*)"|'(?:[^'\\\n]|\\.)'""", RegexOptions.Singleline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();

    [GeneratedRegex("cref=\"(?<name>[^\"]+)\"", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Reference();

    [GeneratedRegex(@"^using .*$", RegexOptions.Multiline | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex UsingLine();

    [GeneratedRegex("--[^\n]*", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex SqlComment();
}
