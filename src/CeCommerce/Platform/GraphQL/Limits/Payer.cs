using System.Net;

namespace CeCommerce.Platform.GraphQL.Limits;

/// <summary>Whose token buckets pay for an operation.</summary>
/// <param name="Name">The client, one consumer of it, or an address for those without a token.</param>
/// <param name="App">For a consumer: the bucket that all consumers of the app share.</param>
internal readonly record struct Payer(string Name, string? App = null)
{
    public static Payer Of(Caller caller, IPAddress? address) => caller switch
    {
        { ClientId: null } => new Payer($"anonymous {address}"),
        { Role: Role.Consumer } => new Payer(caller.Name, $"{caller.ClientId}/*"),
        _ => new Payer(caller.ClientId),
    };
}
