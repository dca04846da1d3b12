using System.Text.Json;

namespace CeCommerce.Passports.Export;

/// <param name="Format">1; whoever reads another number knows another form.</param>
/// <param name="Origin">The log's name in the world; null when there is no checkpoint yet.</param>
/// <param name="IsWhole">Whether every leaf has its event in the file.</param>
/// <param name="Leaves">Of the log.</param>
/// <param name="Events">In the file.</param>
internal sealed record ExportManifest(int Format, string? Origin, DateTimeOffset ExportedAt, bool IsWhole, long Leaves, long Events);

/// <param name="Seq">Events so far.</param>
/// <param name="Hash">Of the last, in hex; null when there is none.</param>
internal sealed record ExportPassport(string Passport, string Item, string Status, long Seq, string? Hash);

/// <param name="Leaf">Its number in the log, from 0 on; null when it was not sealed yet.</param>
/// <param name="Prev">Hash of the event before it in its chain, in hex.</param>
/// <param name="Event">What is hashed, byte by byte as it stands here.</param>
internal sealed record ExportEvent(string Passport, long Seq, long? Leaf, string? Prev, string Hash, JsonElement Event);

/// <summary>A hidden value, for whom may see it.</summary>
/// <param name="Salt">Base64url.</param>
internal sealed record ExportDisclosure(string Event, string Path, string Salt, JsonElement Value);
