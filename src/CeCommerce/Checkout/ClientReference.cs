using CeCommerce.Platform;

namespace CeCommerce.Checkout;

/// <summary>A partner app's own word for what it has bought, by which it finds it again in its own books; at most 64 printable ASCII characters.</summary>
internal static class ClientReference
{
    private const int Length = 64;

    /// <summary>Why it cannot be kept; null when it can, or there is none.</summary>
    public static UserError? Refused(string? reference) => reference is not null && (reference.Length is 0 or > Length || reference.Any(c => c is < ' ' or > '~'))
        ? new ClientReferenceInvalid(Length, "input", "clientReference")
        : null;
}
