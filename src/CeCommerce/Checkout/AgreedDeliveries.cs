using CeCommerce.Personal;
using CeCommerce.Platform;
using CeCommerce.Shipping;

namespace CeCommerce.Checkout;

/// <summary>Sees to it that what is bought is sent as it was agreed: by a method that still is what it was, to a recipient who still is.</summary>
internal sealed class AgreedDeliveries(ShippingQuotes quotes, RecipientVersions recipients)
{
    /// <summary>What has changed since the buyer was shown it; null when nothing has. Asks nothing where no method and nobody is named.</summary>
    public async Task<UserError?> ChangedAsync(Buyer buyer, IReadOnlyList<Contract> contracts, CancellationToken cancellationToken) =>
        await MethodAsync([.. contracts.Where(contract => contract.Text.Content.Shipping?.MethodId is not null)], cancellationToken)
        ?? await RecipientAsync(buyer, [.. contracts.Select(contract => contract.Text.Content.Shipping?.Recipient).OfType<ConfirmedRecipient>().Distinct()], cancellationToken);

    private async Task<UserError?> MethodAsync(List<Contract> contracts, CancellationToken cancellationToken)
    {
        var methods = await quotes.MethodsAsync([.. contracts.Select(contract => contract.Holds[0].OperatorId)], cancellationToken);
        foreach (var (agreed, inUse) in contracts.Select(contract => (contract.Text.Content.Shipping!, methods[contract.Holds[0].OperatorId])))
        {
            if (inUse.FirstOrDefault(method => method.Id.ToString() == agreed.MethodId) is not { } method)
            {
                return new ShippingMethodNotFound(agreed.MethodId!, "input");
            }

            if (method.Number != agreed.MethodVersion)
            {
                return new CartShippingChanged(agreed.Price, null, "input");
            }
        }

        return null;
    }

    private async Task<UserError?> RecipientAsync(Buyer buyer, List<ConfirmedRecipient> agreed, CancellationToken cancellationToken)
    {
        foreach (var one in agreed)
        {
            if (await recipients.NumberAsync(new(buyer.ClientId, buyer.ConsumerId), TypedId.Parse<RecipientId>(one.Id), cancellationToken) is not { } now)
            {
                return new RecipientRequired("input");
            }

            if (now != one.Version)
            {
                return new CartRecipientChanged(one.Version, now, "input");
            }
        }

        return null;
    }
}
