using System.Security.Cryptography;
using System.Text;

namespace CeCommerce.Payments;

/// <summary>
/// Ids of what a processor has a name for: made of that name, so that it is one however often and by whomever it is heard of, and a line of the processor's balance finds it before it is known here.
/// </summary>
internal static class NamedByProcessor
{
    /// <summary>A UUID of version 8 (RFC 9562 5.8).</summary>
    public static Guid Of(string gateway, string processorId)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes($"{gateway} {processorId}"))[..16];
        (bytes[6], bytes[8]) = ((byte)((bytes[6] & 0x0F) | 0x80), (byte)((bytes[8] & 0x3F) | 0x80));
        return new Guid(bytes, bigEndian: true);
    }
}
