using System.Text.RegularExpressions;

namespace CeCommerce.Benchmarks.Wire;

/// <summary>A message of a client of PostgreSQL: its type and what follows its length.</summary>
internal readonly record struct Message(char Type, byte[] Body);

/// <summary>A statement as it was parsed: text and the types of its parameters, as they stand in the message after the name.</summary>
internal sealed partial record Statement(string Text, string Types)
{
    /// <summary>The same of rows that another transaction has written: versions that were recorded are not those of the copy.</summary>
    public string OfAnyVersion => Version.Replace(Text, "($0 OR true)");

    /// <summary>Texts that differ only in how parameters are named are the same one.</summary>
    public static string Normal(string text) => Parameter.Replace(text, "?").Trim(' ', '\n', ';');

    [GeneratedRegex(@"[@$]\w+", RegexOptions.NonBacktracking)]
    private static partial Regex Parameter { get; }

    [GeneratedRegex(@"xmin = \$\d+", RegexOptions.NonBacktracking)]
    private static partial Regex Version { get; }
}

/// <summary>What one session sent until it waited for an answer.</summary>
/// <param name="Session">Number of the session.</param>
internal sealed record Exchange(int Session)
{
    public List<Message> Messages { get; } = [];

    /// <summary>The statement of each message that binds one.</summary>
    public Dictionary<int, Statement> Bound { get; } = [];

    /// <summary>What PostgreSQL said was done, in order.</summary>
    public List<string> Tags { get; } = [];

    /// <summary>BEGIN, COMMIT and the like, which are sent as plain text; null for an exchange with statements.</summary>
    public string? Plain => Messages is [{ Type: 'Q' } only] ? System.Text.Encoding.UTF8.GetString(only.Body).TrimEnd('\0') : null;

    public bool Begins => Plain?.StartsWith("BEGIN", StringComparison.Ordinal) == true;

    public bool Ends => Plain is { } text && (text.StartsWith("COMMIT", StringComparison.Ordinal) || text == "ROLLBACK");
}
