using CeCommerce.Platform;

namespace CeCommerce.Checkout;

/// <summary>A person who buys: the partner app and the app's own id of the person. Nothing else about people is kept.</summary>
internal sealed record Buyer(string ClientId, string ConsumerId)
{
    public static Buyer? Of(Caller caller) =>
        caller is { Role: Role.Consumer, ClientId: { } client, ConsumerId: { } consumer } ? new(client, consumer) : null;
}
