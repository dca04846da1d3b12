using System.Text.Json.Nodes;

namespace CeCommerce.Benchmarks;

/// <summary>Hold, final confirmation, order: what a shopping app sends, with the product's own documents.</summary>
internal static class Buying
{
    private static readonly string Hold = Repository.Operation("orders/HoldListing");
    private static readonly string Checkout = Repository.Operation("orders/Checkout");
    private static readonly string Place = Repository.Operation("orders/PlaceOrder");

    /// <summary>The state of the order that was made, or the code of the refusal.</summary>
    public static async Task<string> BuyAsync(GraphQLClient buyer, string listing)
    {
        var agreed = await AskAsync(buyer, listing);
        if (agreed.Refusal is { } refusal)
        {
            return refusal;
        }

        var placed = await buyer.MutateAsync(
            Place, "placeOrder", new { holdId = agreed.Hold, confirmationDigest = agreed.Digest, paymentMethod = "card_success", idempotencyKey = Key() });
        return Refusal(placed) ?? (string?)placed["order"]!["state"] ?? "";
    }

    /// <summary>Holds, and is shown the final confirmation.</summary>
    public static async Task<(string Hold, string Digest)> AgreeAsync(GraphQLClient buyer, string listing) => await AskAsync(buyer, listing) is var agreed && agreed.Refusal is null
        ? (agreed.Hold, agreed.Digest)
        : throw new InvalidOperationException(agreed.Refusal);

    private static async Task<(string Hold, string Digest, string? Refusal)> AskAsync(GraphQLClient buyer, string listing)
    {
        var held = await buyer.MutateAsync(Hold, "holdListing", new { listingId = listing, idempotencyKey = Key() });
        if (Refusal(held) is { } refusedHold)
        {
            return ("", "", refusedHold);
        }

        var holdId = (string)held["hold"]!["id"]!;
        var shown = await buyer.MutateAsync(Checkout, "checkout", new { holdId });
        return Refusal(shown) is { } refusedCheckout ? ("", "", refusedCheckout) : (holdId, (string)shown["confirmation"]!["digest"]!, null);
    }

    private static string? Refusal(JsonNode payload) => payload["errors"] is JsonArray { Count: > 0 } errors ? (string?)errors[0]!["code"] : null;

    private static string Key() => Guid.CreateVersion7().ToString();
}
