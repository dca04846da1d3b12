using System.Text.Json;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Operators;
using CeCommerce.Personal;
using CeCommerce.Personal.Keys;
using CeCommerce.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace CeCommerce.IntegrationTests.Personal;

/// <summary>What was agreed for a recipient stays as it stood, until its person is erased.</summary>
public sealed class RecipientVersionTests(TestServer server) : IClassFixture<TestServer>
{
    private const string Reading = "query($id: ID!, $number: Int) { recipient(id: $id) { versionNumber reading(versionNumber: $number) { outcome address { name } } } }";

    private readonly Letters _letters = new(server);
    private readonly string _name = $"consumer-{Guid.CreateVersion7():N}";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string Token => _letters.Consumer(_name);

    private Caller Buyer
    {
        get
        {
            var client = (string)_letters.Shop.Scalar("SELECT client_id FROM personal.recipients WHERE consumer_id = $1 LIMIT 1", _name)!;
            return new(Role.Consumer, _name, null, client, new HashSet<string>());
        }
    }

    [Fact]
    public async Task A_postal_code_gives_candidates_to_fill_in_a_form()
    {
        var found = (await _letters.RunAsync("AddressCandidates", new { postalCode = "〒100-0001" }, Token)).GetProperty("addressCandidates");
        Assert.Equal(["13101"], found.List("candidates").Select(one => one.Text("municipalityCode")));
        Assert.Empty((await _letters.RunAsync("AddressCandidates", new { postalCode = "'; DROP" }, Token)).List("addressCandidates", "candidates"));
    }

    [Fact]
    public async Task An_address_of_another_place_is_refused_with_the_place()
    {
        Assert.Equal("POSTAL_CODE_ELSEWHERE", (await _letters.SaveAsync(Token, ("prefectureCode", "27"))).Refusal().Text("code"));
        Assert.Equal("POSTAL_CODE_UNKNOWN", (await _letters.SaveAsync(Token, ("postalCode", "9999999"))).Refusal().Text("code"));
        Assert.Equal("MUNICIPALITY_MISMATCH", (await _letters.SaveAsync(Token, ("addressLines", new[] { "港区1-1" }))).Refusal().Text("code"));
        Assert.Equal("PHONE_INVALID", (await _letters.SaveAsync(Token, ("phone", "010-1234-5678"))).Refusal().Text("code"));
    }

    [Fact]
    public async Task What_was_agreed_is_read_as_it_stood_after_later_savings()
    {
        var id = await _letters.SavedAsync(Token);
        var agreed = (await LatestAsync(id)).Value!;
        Assert.Equal((1, "13"), (agreed.Number, agreed.PrefectureCode));
        Assert.Equal(agreed, (await LatestAsync(id)).Value);

        await _letters.SavedAsync(Token, ("recipientId", id), ("name", "鈴木一郎"), ("idempotencyKey", Shop.Key()));
        Assert.Equal(("READ", "佐藤花子"), await ReadAsync(id, 1));
        Assert.Equal(("READ", "鈴木一郎"), await ReadAsync(id, null));
        Assert.Equal(("NOT_ALLOWED", null), await ReadAsync(id, 2));
        Assert.Equal(("NOT_ALLOWED", null), await ReadAsync(id, -1));

        var next = (await LatestAsync(id)).Value!;
        Assert.Equal(2, next.Number);
        Assert.NotEqual(agreed.Digest, next.Digest);
        Assert.Equal(3L, _letters.Shop.Scalar("SELECT count(*) FROM personal.reads WHERE recipient_id = $1 AND purpose = 'Quote'", Uuid(id)));
    }

    [Fact]
    public async Task Only_the_buyers_own_recipient_is_agreed_for()
    {
        var id = await _letters.SavedAsync(Token);
        var stranger = Buyer with { ConsumerId = "stranger" };
        Assert.IsType<RecipientNotFound>((await LatestAsync(id, stranger)).Error);
        Assert.IsType<RecipientOwnerRequired>((await LatestAsync(id, Caller.Anonymous)).Error);
        Assert.Equal(0L, _letters.Shop.Scalar("SELECT count(*) FROM personal.recipient_versions WHERE recipient_id = $1", Uuid(id)));
    }

    [Fact]
    public async Task An_operator_reads_the_version_that_was_agreed_with_them_and_no_other()
    {
        var id = await _letters.SavedAsync(Token);
        await LatestAsync(id);
        await _letters.SavedAsync(Token, ("recipientId", id), ("name", "鈴木一郎"));
        await LatestAsync(id);
        var tenant = _letters.Shop.OperatorOf(DemoOperators.Refurbisher);
        var (first, second) = (new RecipientVersionId(Id(id), 1), new RecipientVersionId(Id(id), 2));
        await using var scope = server.Services.CreateAsyncScope();
        var reader = ActivatorUtilities.CreateInstance<RecipientReader>(scope.ServiceProvider, (IEnumerable<IRecipientReferences>)[new Parcels(tenant, first)]);
        var readings = await reader.ReadAsync([first, second], new(Role.Operator, null, tenant, "shop", new HashSet<string> { RecipientScopes.Read }), null, Stop);
        Assert.Equal("佐藤花子", readings[first].Address!.Name);
        Assert.Equal(RecipientReadOutcome.NotAllowed, readings[second].Outcome);
    }

    [Fact]
    public async Task Erasing_a_person_empties_the_versions_too()
    {
        var id = await _letters.SavedAsync(Token);
        await LatestAsync(id);
        await _letters.EraseAsync(Token);
        Assert.Equal(1L, _letters.Shop.Scalar(
            "SELECT count(*) FROM personal.recipient_versions WHERE recipient_id = $1 AND sealed IS NULL AND client_id IS NULL AND erased_at IS NOT NULL", Uuid(id)));
        var read = await _letters.Shop.AskAsync(
            "query($id: ID!) { recipient(id: $id) { reading(versionNumber: 1, reason: DELIVERY, caseNumber: \"T-1\") { outcome } } }", new { id }, _letters.Platform);
        Assert.Equal("ERASED", read.GetProperty("recipient").GetProperty("reading").Text("outcome"));
    }

    [Fact]
    public async Task Whoever_agrees_while_another_erases_leaves_no_version_behind()
    {
        for (var round = 0; round < 5; round++)
        {
            var id = await _letters.SavedAsync(Token);
            var buyer = Buyer;
            var agreeing = Enumerable.Range(0, 4).Select(_ => Task.Run(() => LatestAsync(id, buyer)));
            await Task.WhenAll(agreeing.Append<Task>(Task.Run(() => _letters.EraseAsync(Token))));
            await _letters.EraseAsync(Token);
            Assert.Equal(0L, _letters.Shop.Scalar("SELECT count(*) FROM personal.recipient_versions WHERE recipient_id = $1 AND sealed IS NOT NULL", Uuid(id)));
        }
    }

    [Fact]
    public async Task Versions_that_meet_are_frozen_once_and_agree()
    {
        var id = await _letters.SavedAsync(Token);
        var buyer = Buyer;
        var all = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => LatestAsync(id, buyer))));
        Assert.Single(all.Select(one => one.Value).Distinct());
    }

    [Fact]
    public async Task A_row_from_before_is_read_and_agreed_for_and_counted_when_it_is_saved()
    {
        var id = await _letters.SavedAsync(Token);
        await BackdateAsync(id);
        Assert.Equal(2, (await _letters.Shop.AskAsync(Reading, new { id }, Token)).GetProperty("recipient").GetProperty("versionNumber").GetInt32());
        Assert.Equal(("READ", "昔の人"), await _letters.ReadAsync(id, Token));
        var agreed = (await LatestAsync(id)).Value!;
        Assert.Equal(agreed, (await LatestAsync(id)).Value);
        Assert.Equal(("READ", "昔の人"), await ReadAsync(id, 2));
    }

    /// <summary>As a server of the version before saves it: neither salt nor count.</summary>
    private async Task BackdateAsync(string id)
    {
        var person = new Person(Buyer.ClientId!, _name);
        using var key = await server.Services.GetRequiredService<PersonKeys>().FindAsync(person.Digest, Stop);
        var address = new RecipientAddress("昔の人", null, "1000001", "13", ["1-1"], "0312345678", null);
        var content = key!.Seal(address.ToBytes(), $"recipient/{Id(id)}/{person.Digest}/{key.Id:N}");
        _letters.Shop.Scalar("UPDATE personal.recipients SET sealed = $2 WHERE id = $1", Uuid(id), content);
    }

    private async Task<Outcome<AgreedRecipient>> LatestAsync(string id, Caller? buyer = null)
    {
        await using var scope = server.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<RecipientVersions>().LatestAsync(buyer ?? Buyer, Id(id), Stop);
    }

    private async Task<(string Outcome, string? Name)> ReadAsync(string id, int? number)
    {
        var reading = (await _letters.Shop.AskAsync(Reading, new { id, number }, Token)).GetProperty("recipient").GetProperty("reading");
        return (reading.Text("outcome"), reading.GetProperty("address") is { ValueKind: JsonValueKind.Object } address ? address.Text("name") : null);
    }

    private static RecipientId Id(string id) => TypedId.Parse<RecipientId>(id);

    private static Guid Uuid(string id) => Id(id).Value;

    private sealed class Parcels(Guid sender, RecipientVersionId to) : IRecipientReferences
    {
        public Task<IReadOnlyCollection<RecipientId>> OfOperatorAsync(Guid operatorId, IReadOnlyCollection<RecipientId> recipients, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyCollection<RecipientId>>([]);

        public Task<IReadOnlyCollection<RecipientVersionId>> VersionsOfOperatorAsync(
            Guid operatorId, IReadOnlyCollection<RecipientVersionId> versions, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyCollection<RecipientVersionId>>(operatorId == sender ? [to] : []);
    }
}
