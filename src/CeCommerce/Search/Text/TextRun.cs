namespace CeCommerce.Search.Text;

/// <summary>A stretch of normalised text in one script.</summary>
/// <param name="Text">The characters.</param>
/// <param name="Kind">Spaced, Kana or Kanji.</param>
/// <param name="Gap">What separates it from the run before.</param>
internal readonly record struct TextRun(string Text, ScriptKind Kind, RunGap Gap)
{
    private const string Connectors = "-_/.+'&";

    /// <summary>Cuts normalised text into runs; kana and kanji stay apart, separators are dropped.</summary>
    public static List<TextRun> Split(string normalized)
    {
        var runs = new List<TextRun>();
        var start = 0;
        var kind = ScriptKind.None;
        var lastEnd = 0;
        var at = 0;
        foreach (var rune in normalized.EnumerateRunes())
        {
            var next = Script.Of(rune);
            if (next != kind)
            {
                Close(at);
                (start, kind) = (at, next);
            }

            at += rune.Utf16SequenceLength;
        }

        Close(at);
        return runs;

        void Close(int end)
        {
            if (kind != ScriptKind.None)
            {
                runs.Add(new(normalized[start..end], kind, GapOf(normalized.AsSpan(lastEnd, start - lastEnd))));
                lastEnd = end;
            }
        }
    }

    private static RunGap GapOf(ReadOnlySpan<char> between) => between.Length switch
    {
        0 => RunGap.None,
        1 when Connectors.Contains(between[0], StringComparison.Ordinal) => RunGap.Connector,
        1 when between[0] == ' ' => RunGap.Space,
        _ => RunGap.Break,
    };
}

internal enum RunGap
{
    None,

    /// <summary>One character that model numbers are written with or without: <c>KT-934G</c>.</summary>
    Connector,
    Space,
    Break,
}
