using System.Reflection;
using CeCommerce.Platform;
using CeCommerce.Standards;

namespace CeCommerce.Orders.Disputes;

/// <summary>How a value is spelled to a bank: by its name in both languages where it has one, with the code by which everybody else knows it.</summary>
internal static class EvidenceWords
{
    public static string Of(Enum? value) => value is null ? "—"
        : value.GetType().GetField(value.ToString())?.GetCustomAttribute<TermAttribute>() is { } term ? Coded(ConstantCase.Of(value.ToString()), term)
        : ConstantCase.Of(value.ToString());

    private static string Coded(string code, TermAttribute term) =>
        string.Equals(code.Replace('_', ' '), term.En, StringComparison.OrdinalIgnoreCase) ? Both(term.Ja, term.En) : $"{code}  {Both(term.Ja, term.En)}";

    public static string Both(LocalText text) => Both(text.Ja, text.En);

    private static string Both(string ja, string en) => ja == en ? ja : $"{ja} / {en}";
}
