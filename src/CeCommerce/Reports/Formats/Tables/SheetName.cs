using System.Text;

namespace CeCommerce.Reports.Formats.Tables;

/// <summary>What a sheet may be called: 31 characters, without those that stand for something in a reference.</summary>
internal static class SheetName
{
    private const int Longest = 31;
    private const string Forbidden = "[]:*?/\\'";

    public static string Of(string name)
    {
        var text = new StringBuilder();
        foreach (var rune in name.EnumerateRunes())
        {
            var allowed = Rune.IsControl(rune) || rune.Value is 0xFFFE or 0xFFFF || (rune.IsBmp && Forbidden.Contains((char)rune.Value)) ? new Rune(' ') : rune;
            if (text.Length + allowed.Utf16SequenceLength > Longest)
            {
                break;
            }

            text.Append(allowed);
        }

        return text.ToString().Trim();
    }
}
