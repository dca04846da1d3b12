namespace CeCommerce.Platform.Files;

/// <summary>What a feature keeps in its own row of a file that it put: enough to name, describe and verify it.</summary>
/// <param name="Digest">Of its bytes; names it within its area.</param>
/// <param name="MediaType"><c>type/subtype</c>, one of those that the area takes.</param>
/// <param name="Length">In bytes.</param>
internal sealed record StoredFile(Sha256Digest Digest, string MediaType, long Length);
