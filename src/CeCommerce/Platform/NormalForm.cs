using System.Text;

namespace CeCommerce.Platform;

/// <summary>
/// Unicode's normal forms of text from anywhere. The only place that calls <c>string.Normalize</c>, which throws on half of a surrogate
/// pair and on U+FFFE: those stay as they are here, so that whoever judges the text afterwards still sees them.
/// </summary>
internal static class NormalForm
{
    /// <summary>NFKC: 全角 digits and letters become plain, ㎝ becomes cm.</summary>
    public static string Compatible(string text) => Of(text, NormalizationForm.FormKC);

    /// <summary>NFC: か and ゛ as two characters become が.</summary>
    public static string Composed(string text) => Of(text, NormalizationForm.FormC);

    private static string Of(string text, NormalizationForm form)
    {
        if (Ascii.IsValid(text))
        {
            return text;
        }

        var whole = new StringBuilder(text.Length);
        var start = 0;
        for (var at = 0; at < text.Length; at++)
        {
            if (char.IsSurrogate(text[at]) && at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]))
            {
                at++;
            }
            else if (char.IsSurrogate(text[at]) || text[at] == '\uFFFE')
            {
                whole.Append(Part(text, start, at, form)).Append(text[at]);
                start = at + 1;
            }
        }

        return start == 0 ? text.Normalize(form) : whole.Append(Part(text, start, text.Length, form)).ToString();
    }

    private static string Part(string text, int start, int end, NormalizationForm form) => start == end ? "" : text[start..end].Normalize(form);
}
