using CeCommerce.Platform;

namespace CeCommerce.Orders.Disputes;

/// <summary>What there is to say to a buyer's bank, part by part.</summary>
/// <param name="DueAt">Until when the bank takes it; null when it takes none.</param>
internal sealed record EvidencePack(LocalText Title, string Id, DateTimeOffset? DueAt, DateTimeOffset MadeAt, IReadOnlyList<EvidencePart> Parts)
{
    public IReadOnlyList<LocalText> Missing => [.. Parts.SelectMany(part => part.Missing)];
}

/// <summary>One part of it.</summary>
/// <param name="Facts">In the order in which they are shown.</param>
/// <param name="Missing">What a bank would look for and is not there.</param>
internal sealed record EvidencePart(LocalText Title, IReadOnlyList<EvidenceFact> Facts, IReadOnlyList<LocalText> Missing);

/// <summary>One line.</summary>
internal sealed record EvidenceFact(LocalText Name, string Value);
