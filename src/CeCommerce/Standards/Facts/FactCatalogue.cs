using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace CeCommerce.Standards;

/// <summary>
/// The definitions of all facts, made from the rows of <see cref="FactCode"/>. Why each is asked: <c>LS-</c> rules of the standards pack (電気用品安全法, 消費生活用製品安全法,
/// NITE's checks for reuse, RMJ's guideline, NIST SP 800-88), see the rule's own basis.
/// </summary>
public static partial class FactCatalogue
{
    private static readonly FactDefinition[] Definitions = [.. Enum.GetValues<FactCode>().Select(Define)];

    private static readonly FrozenDictionary<string, FactDefinition> ByWireName = Definitions.ToFrozenDictionary(one => one.WireName, StringComparer.Ordinal);

    /// <summary>In the order of <see cref="FactCode"/>.</summary>
    public static IReadOnlyList<FactDefinition> All => Definitions;

    public static FactDefinition Of(FactCode code) => Definitions[(int)code];

    /// <summary>By the camelCase name on the wire and in mapping files.</summary>
    public static bool TryFind([NotNullWhen(true)] string? wireName, [NotNullWhen(true)] out FactDefinition? definition)
    {
        definition = wireName is null ? null : ByWireName.GetValueOrDefault(wireName);
        return definition is not null;
    }

    private static FactDefinition Define(FactCode code) => typeof(FactCode).GetField(code.ToString())!.GetCustomAttribute<FactRowAttribute>()?.Define(code)
        ?? throw new InvalidOperationException($"FactCode.{code} has no row of words, kind and bounds.");
}
