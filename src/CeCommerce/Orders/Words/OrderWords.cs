using CeCommerce.Personal.Texts;

namespace CeCommerce.Orders.Words;

/// <summary>Reads what was written about orders.</summary>
internal sealed class OrderWords(PersonalTextReader reader)
{
    /// <summary>What a text about an order is bound to: under another order it does not open.</summary>
    public static string About(OrderId id) => id.ToString();

    /// <param name="texts">Which, each with its order; those that are null are passed over.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<IReadOnlyDictionary<Guid, TextReading>> ReadAsync(IEnumerable<(Guid? Text, OrderId Order)> texts, CancellationToken cancellationToken) => reader.ReadAsync(
        texts.Where(text => text.Text is not null).DistinctBy(text => text.Text).ToDictionary(text => text.Text.GetValueOrDefault(), text => About(text.Order)), cancellationToken);
}
