using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CeCommerce.Standards;
using CeCommerce.Standards.Subjects;
using CeCommerce.Tests.Architecture;

namespace CeCommerce.Tests.Standards.CheckAnswers;

/// <summary>One question to a check and its answer.</summary>
/// <param name="On">The day.</param>
/// <param name="Of">Everything that is known: facts and <see cref="AskedFields"/>, by name.</param>
/// <param name="Answer">Verdict, key of the reason, its path and its values.</param>
internal sealed record AnswerRow(DateOnly On, SortedDictionary<string, string> Of, IReadOnlyList<string> Answer);

/// <summary>The rows of a check that is told one thing.</summary>
/// <param name="Told">The parameters, as a pack writes them.</param>
internal sealed record ToldAnswers(string Subject, JsonElement Told, IReadOnlyList<AnswerRow> Rows);

/// <summary>What a check answered when it was new: <c>answers/{check}.json</c>, a line for each row.</summary>
internal static class AnswerFile
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Folder { get; } = Path.Combine(Repository.Root, "tests", "CeCommerce.Tests", "Standards", "CheckAnswers");

    private static string Answers { get; } = Path.Combine(Folder, "answers");

    public static IEnumerable<string> Checks => Directory.GetFiles(Answers, "*.json").Select(file => Path.GetFileNameWithoutExtension(file));

    /// <summary>Empty for a check of which nothing is recorded.</summary>
    public static IReadOnlyList<ToldAnswers> Read(string check) =>
        File.Exists(PathOf(check)) ? JsonSerializer.Deserialize<List<ToldAnswers>>(File.ReadAllText(PathOf(check)), Format)! : [];

    /// <exception cref="IOException">The check has a record, which nobody writes anew.</exception>
    public static void Add(string check, IReadOnlyList<ToldAnswers> answers)
    {
        using var file = new FileStream(PathOf(check), FileMode.CreateNew);
        file.Write(Encoding.UTF8.GetBytes(Text(answers)));
    }

    public static Subject SubjectOf(ToldAnswers answers) => Terms<Subject>.All.Single(term => term.Code == answers.Subject).Value;

    private static string Text(IReadOnlyList<ToldAnswers> answers)
    {
        var groups = answers.Select(one => $$"""
            { "subject": {{Json(one.Subject)}}, "told": {{one.Told.GetRawText()}}, "rows": [
            {{string.Join(",\n", one.Rows.Select(row => "  " + Json(row)))}}
            ] }
            """);
        return $"[\n{string.Join(",\n", groups)}\n]\n";
    }

    private static string Json<T>(T value) => JsonSerializer.Serialize(value, Format);

    private static string PathOf(string check) => Path.Combine(Answers, check + ".json");
}
