using CeCommerce.Platform;
using CeCommerce.Platform.GraphQL;
using CeCommerce.Platform.GraphQL.Documents;
using GraphQL;

namespace CeCommerce.Tests.GraphQL;

public sealed class TrustedDocumentTests
{
    private const string Registered = "{ registered }";
    private const string Other = "{ other }";

    private sealed class OneDocument : ITrustedDocuments
    {
        public ValueTask<string?> FindAsync(string sha256, CancellationToken cancellation) =>
            ValueTask.FromResult(sha256 == TrustedDocumentFolder.HashOf(Registered) ? Registered : null);
    }

    private static readonly DocumentTexts Texts = new(
        new OneDocument(),
        new TrustedDocumentSettings { Clients = new Dictionary<string, DocumentMode>(StringComparer.Ordinal) { ["strict"] = DocumentMode.TrustedOnly } },
        new());

    private static async Task<string> Find(string client, string? query, string? hashOf) => (await FindText(client, query, hashOf)).Text;

    private static ValueTask<FoundText> FindText(string client, string? query, string? hashOf) => Texts.FindAsync(
        new OperationRequest(query, hashOf is null ? null : TrustedDocumentFolder.HashOf(hashOf), null, Inputs.Empty), Caller.Anonymous with { ClientId = client, TrustedDocumentsOnly = client == "marked" }, CancellationToken.None);

    private static async Task<string> Refusal(string client, string? query, string? hashOf) =>
        ((RequestFault)(await Assert.ThrowsAsync<RequestRefused>(async () => await Find(client, query, hashOf))).Errors[0]).Code!;

    [Theory]
    [InlineData("open", Registered, null)]
    [InlineData("open", Other, null)]
    [InlineData("open", null, Registered)]
    [InlineData("strict", null, Registered)]
    [InlineData("strict", Registered, null)]
    [InlineData("strict", Registered, Registered)]
    public async Task May_run(string client, string? query, string? hashOf) => Assert.Equal(query ?? hashOf, await Find(client, query, hashOf));

    [Theory]
    [InlineData("open", null, null, "QUERY_MISSING")]
    [InlineData("open", null, "{ unknown }", "PERSISTED_QUERY_NOT_FOUND")]
    [InlineData("open", Other, "{ unknown }", "DOCUMENT_HASH_MISMATCH")]
    [InlineData("strict", Other, null, "DOCUMENT_NOT_TRUSTED")]
    [InlineData("strict", Other, Other, "DOCUMENT_NOT_TRUSTED")]
    [InlineData("strict", null, Other, "PERSISTED_QUERY_NOT_FOUND")]
    public async Task Is_refused(string client, string? query, string? hashOf, string code) => Assert.Equal(code, await Refusal(client, query, hashOf));

    [Fact]
    public async Task An_open_client_registers_a_document_by_sending_both_and_a_strict_one_cannot_use_it()
    {
        Texts.Remember(await FindText("open", "{ mine }", "{ mine }"));
        Assert.Equal("{ mine }", await Find("open", null, "{ mine }"));
        Assert.Equal("PERSISTED_QUERY_NOT_FOUND", await Refusal("strict", null, "{ mine }"));
    }

    [Fact]
    public async Task A_text_that_is_too_long_or_was_not_found_good_is_not_remembered()
    {
        await Find("open", "{ unprepared }", "{ unprepared }");
        Assert.Equal("PERSISTED_QUERY_NOT_FOUND", await Refusal("open", null, "{ unprepared }"));
        var longest = new string(' ', 10_000) + "{ long }";
        Texts.Remember(await FindText("open", longest, longest));
        Assert.Equal("PERSISTED_QUERY_NOT_FOUND", await Refusal("open", null, longest));
    }
}
