using System.Security.Cryptography;
using System.Text;
using CeCommerce.Platform;

namespace CeCommerce.Personal;

/// <summary>A consumer: the partner app and the app's own id of the person.</summary>
internal sealed record Person(string ClientId, string ConsumerId)
{
    public static Person? Of(Caller caller) =>
        caller is { Role: Role.Consumer, ClientId: { } client, ConsumerId: { } consumer } ? new(client, consumer) : null;

    /// <summary>Names the person where nothing of them may stand. Neither id holds a line feed.</summary>
    public Sha256Digest Digest => Sha256Digest.From(SHA256.HashData(Encoding.UTF8.GetBytes($"{ClientId}\n{ConsumerId}")));
}
