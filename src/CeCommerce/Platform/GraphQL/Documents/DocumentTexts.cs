namespace CeCommerce.Platform.GraphQL.Documents;

/// <summary>Finds the text of a request: sent in full, named by hash, or both (a client then registers it for its next requests).</summary>
internal sealed class DocumentTexts(ITrustedDocuments trusted, TrustedDocumentSettings settings, Limits.GraphQLLimits limits) : IDisposable
{
    private const int HashLength = 64;
    private readonly TextCache<string> _remembered = new(limits);

    public async ValueTask<FoundText> FindAsync(OperationRequest request, Caller caller, CancellationToken cancellation)
    {
        var mode = caller.TrustedDocumentsOnly ? DocumentMode.TrustedOnly : settings.ModeOf(caller.ClientId);
        return request.DocumentId is null
            ? new FoundText(await OfTextAsync(request.Query, mode, cancellation))
            : await OfHashAsync(request.DocumentId, request.Query, mode, cancellation);
    }

    /// <summary>For a text that turned out to be a document which can run; anything else would only fill memory.</summary>
    public void Remember(FoundText found)
    {
        if (found.NewHash is { } hash)
        {
            _remembered.Keep(hash, found.Text, found.Text);
        }
    }

    public void Dispose() => _remembered.Dispose();

    private async ValueTask<string> OfTextAsync(string? text, DocumentMode mode, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            throw Refused("QUERY_MISSING", "query が指定されていません。", "The request has no query.");
        }

        return mode == DocumentMode.Open || await trusted.FindAsync(TrustedDocumentFolder.HashOf(text), cancellation) is not null ? text : throw Untrusted();
    }

    private async ValueTask<FoundText> OfHashAsync(string documentId, string? text, DocumentMode mode, CancellationToken cancellation)
    {
        var hash = documentId.StartsWith("sha256:", StringComparison.Ordinal) ? documentId["sha256:".Length..] : documentId;
        if (hash.Length != HashLength || !hash.All(char.IsAsciiHexDigitLower))
        {
            throw Refused(
                "DOCUMENT_ID_INVALID", "ドキュメントIDは SHA-256 の16進小文字64桁で指定してください。", "A document id is a SHA-256 in 64 lower-case hex digits.");
        }

        if (await trusted.FindAsync(hash, cancellation) is { } registered)
        {
            return new FoundText(registered);
        }

        if (text is null)
        {
            return mode == DocumentMode.Open && _remembered.Find(hash) is { } known ? new FoundText(known) : throw NotFound(hash);
        }

        return mode == DocumentMode.Open ? Matching(hash, text) : throw Untrusted();
    }

    private static FoundText Matching(string hash, string text) => TrustedDocumentFolder.HashOf(text) == hash
        ? new FoundText(text, hash)
        : throw Refused("DOCUMENT_HASH_MISMATCH", "query の SHA-256 が指定されたハッシュと一致しません。", "The SHA-256 of the query is not the given hash.");

    private static RequestRefused NotFound(string hash) => Refused(
        "PERSISTED_QUERY_NOT_FOUND", $"ハッシュ {hash} のドキュメントは登録されていません。", $"No document with the hash {hash} is registered.");

    private static RequestRefused Untrusted() => Refused(
        "DOCUMENT_NOT_TRUSTED",
        "このクライアントは登録済みのドキュメントだけを実行できます。ドキュメントの登録を運営者に依頼してください。",
        "This client may only run registered documents; ask the platform to register this one.");

    private static RequestRefused Refused(string code, string ja, string en) =>
        new(new RequestFault(code, new LocalText(ja, en)) { HttpStatus = StatusCodes.Status400BadRequest });
}

/// <summary>The text of a request, with the hash under which its client wants to send it from now on.</summary>
internal readonly record struct FoundText(string Text, string? NewHash = null);
