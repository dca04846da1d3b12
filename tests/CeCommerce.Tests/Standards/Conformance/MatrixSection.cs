using CeCommerce.Platform;

namespace CeCommerce.Tests.Standards.Conformance;

/// <summary>What rules are about, by the first letters of their ids.</summary>
internal sealed record MatrixSection(string Prefix, LocalText Name)
{
    /// <summary>In the order of the pages.</summary>
    public static IReadOnlyList<MatrixSection> All { get; } =
    [
        new("OP", new("事業者", "Operators")),
        new("BY", new("買取", "Buying")),
        new("LS", new("出品", "Listings")),
        new("CT", new("契約と手続", "Contracts and processes")),
        new("RS", new("修理", "Repair services")),
        new("TX", new("税", "Tax")),
        new("EU", new("EU", "European Union")),
    ];

    public static MatrixSection Of(string id) => All.Single(section => id.StartsWith(section.Prefix + "-", StringComparison.Ordinal));
}
