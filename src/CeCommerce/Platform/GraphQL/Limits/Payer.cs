using System.Net;
using System.Net.Sockets;

namespace CeCommerce.Platform.GraphQL.Limits;

/// <summary>Whose token buckets pay for an operation.</summary>
/// <param name="Name">The client, one consumer of it, or an address for those without a token.</param>
/// <param name="App">For a consumer: the bucket that all consumers of the app share.</param>
internal readonly record struct Payer(string Name, string? App = null)
{
    /// <summary>Of an IPv6 address a subscriber is given a whole /64 and can be anywhere in it.</summary>
    private const int SubscriberBytes = 8;

    public static Payer Of(Caller caller, IPAddress? address) => caller switch
    {
        { ClientId: null } => Of(address),
        { Role: Role.Consumer } => new Payer(caller.Name, $"{caller.ClientId}/*"),
        _ => new Payer(caller.ClientId),
    };

    /// <summary>Who has not said more than where they are.</summary>
    public static Payer Of(IPAddress? address) => new($"anonymous {Subscriber(address)}");

    private static string? Subscriber(IPAddress? address)
    {
        if (address is not { AddressFamily: AddressFamily.InterNetworkV6 })
        {
            return address?.ToString();
        }

        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4().ToString();
        }

        var bytes = address.GetAddressBytes();
        bytes.AsSpan(SubscriberBytes).Clear();
        return $"{new IPAddress(bytes)}/64";
    }
}
