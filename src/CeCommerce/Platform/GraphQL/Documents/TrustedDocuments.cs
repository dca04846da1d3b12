using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;

namespace CeCommerce.Platform.GraphQL.Documents;

/// <summary>What a client may send.</summary>
public enum DocumentMode
{
    /// <summary>Any document.</summary>
    Open,

    /// <summary>Only registered documents, by hash or by their exact text.</summary>
    TrustedOnly,
}

/// <summary>Which documents are registered. Two real kinds: the files shipped with the server, and (later) those that partners register.</summary>
public interface ITrustedDocuments
{
    /// <summary>The text whose lower-case hex SHA-256 is <paramref name="sha256"/>; null when it is not registered.</summary>
    ValueTask<string?> FindAsync(string sha256, CancellationToken cancellation);
}

/// <summary>Who may send what, by <see cref="GraphQLSettings"/>.</summary>
public sealed record TrustedDocumentSettings
{
    /// <summary>For clients that <see cref="Clients"/> does not name, anonymous ones included.</summary>
    public DocumentMode Mode { get; init; } = DocumentMode.Open;

    /// <summary>By OAuth client id.</summary>
    public IReadOnlyDictionary<string, DocumentMode> Clients { get; init; } = new Dictionary<string, DocumentMode>(StringComparer.Ordinal);

    /// <summary>Every *.graphql file below it is registered; relative to the content root.</summary>
    public string Folder { get; init; } = "graphql/operations";

    public DocumentMode ModeOf(string? clientId) => clientId is not null && Clients.TryGetValue(clientId, out var mode) ? mode : Mode;
}

/// <summary>The documents in a folder, read once.</summary>
public sealed class TrustedDocumentFolder : ITrustedDocuments
{
    private readonly FrozenDictionary<string, string> _byHash;

    public TrustedDocumentFolder(string folder) => _byHash = Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, "*.graphql", SearchOption.AllDirectories).Select(File.ReadAllText)
            .DistinctBy(HashOf, StringComparer.Ordinal).ToFrozenDictionary(HashOf, StringComparer.Ordinal)
        : FrozenDictionary<string, string>.Empty;

    public ValueTask<string?> FindAsync(string sha256, CancellationToken cancellation) => ValueTask.FromResult(_byHash.GetValueOrDefault(sha256));

    /// <summary>Lower-case hex SHA-256 of the UTF-8 text, as Relay, Apollo and persisted-query tools compute it.</summary>
    public static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
