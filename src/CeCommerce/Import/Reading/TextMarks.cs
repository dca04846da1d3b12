using System.Buffers;

namespace CeCommerce.Import.Reading;

/// <summary>
/// Unicode noncharacters (U+FDD0–U+FDEF never occur in text that is meant to be exchanged) which the readers put into a cell where
/// something was wrong with it, so that the fault travels with the cell through the CSV parser.
/// </summary>
internal static class TextMarks
{
    /// <summary>The cell or row went on beyond the limit; the rest was not kept.</summary>
    public const char Cut = '\uFDD0';

    /// <summary>A quoted cell was still open when the file ended.</summary>
    public const char Unclosed = '\uFDD1';

    /// <summary>Text followed a closing quote.</summary>
    public const char StrayQuote = '\uFDD2';

    /// <summary>Bytes that mean nothing in the file's encoding.</summary>
    public const char Undecodable = '\uFDD3';

    /// <summary>An empty line: a row of the sheet, but not an item.</summary>
    public const char Blank = '\uFDD4';

    /// <summary>Never written by anybody: tells the CSV parser that no line is a comment.</summary>
    public const char NoComment = '\uFDDF';

    /// <summary>What an earlier conversion left of characters it could not read.</summary>
    public const char Replacement = '\uFFFD';

    /// <summary>No character: what a byte order mark becomes when it is read the wrong way round. It has no normal form.</summary>
    public const char NoCharacter = '\uFFFE';

    /// <summary>What may stand before the first letter of a file, once or more, and means nothing: byte order marks, a space without width.</summary>
    public static ReadOnlySpan<char> Leading => "\uFEFF\uFFFE\u200B";

    /// <summary>Everything that makes a cell suspect, beside other control characters.</summary>
    public static readonly SearchValues<char> Suspect = SearchValues.Create(
        [Cut, Unclosed, StrayQuote, Undecodable, Replacement, NoCharacter, .. Controls()]);

    private static IEnumerable<char> Controls() =>
        Enumerable.Range(0, 32).Select(code => (char)code).Where(c => c is not ('\t' or '\n' or '\r')).Append('\u007F');
}
