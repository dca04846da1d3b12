using System.Globalization;
using CeCommerce.Standards;

namespace CeCommerce.Passports.Identity;

/// <summary>What is wrong with the value of an application identifier.</summary>
internal enum AiFlaw
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Too long, too short, or a character that does not belong there.</summary>
    Format,

    /// <summary>The check digit does not follow from the others.</summary>
    CheckDigit,
}

/// <summary>
/// What an application identifier's value looks like. Written as the General Specifications do: <c>N14</c> is 14 digits, <c>X..20</c> up to 20
/// characters of set 82, <c>Y</c> of set 39, <c>Z</c> of base64url; <c>[…]</c> may be missing; our <c>c</c> behind a part says that it ends in a check digit.
/// </summary>
internal sealed class AiFormat(string text, bool isAttribute)
{
    private readonly Part[] parts = [.. text.Split(' ').Select(Part.Of)];

    /// <summary>Whether it may stand in the query of a link, beside a key that it describes.</summary>
    public bool IsAttribute => isAttribute;

    /// <summary>Source: GS1 General Specifications, figure 7.11-1: the 82 characters, in the order of their values.</summary>
    public const string Set82 = "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";

    private const string Set39 = "#-/0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const string Base64Url = "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz=";

    /// <summary>The shortest and the longest value.</summary>
    public (int Least, int Most) Length => (parts.Sum(part => part.IsOptional ? 0 : part.Least), parts.Sum(part => part.Most));

    public AiFlaw Check(ReadOnlySpan<char> value)
    {
        var flaw = value.IsEmpty ? AiFlaw.Format : AiFlaw.None;
        // Only the last part of an identifier has no fixed length, so each takes what it can.
        foreach (var part in parts)
        {
            if (part.IsOptional && value.IsEmpty)
                break;
            var taken = Math.Min(part.Most, value.Length);
            if (taken < part.Least || value[..taken].ContainsAnyExcept(part.Characters))
                return AiFlaw.Format;
            if (part.HasCheckDigit && !CheckDigits.IsGs1(value[..taken]))
                flaw = AiFlaw.CheckDigit;
            value = value[taken..];
        }

        return value.IsEmpty ? flaw : AiFlaw.Format;
    }

    private sealed record Part(string Characters, int Least, int Most, bool HasCheckDigit, bool IsOptional)
    {
        public static Part Of(string text)
        {
            var inside = text.Trim('[', ']').TrimEnd('c');
            var most = int.Parse(inside.AsSpan(1).TrimStart('.'), CultureInfo.InvariantCulture);
            return new(
                inside[0] switch
                {
                    'N' => "0123456789",
                    'X' => Set82,
                    'Y' => Set39,
                    'Z' => Base64Url,
                    _ => throw new ArgumentException($"{text} is no format of an application identifier.", nameof(text)),
                },
                inside.Contains("..", StringComparison.Ordinal) ? 1 : most, most, text.EndsWith('c'), text[0] == '[');
        }
    }
}
