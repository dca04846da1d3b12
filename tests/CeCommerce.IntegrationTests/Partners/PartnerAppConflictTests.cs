using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Platform;
using Npgsql;

namespace CeCommerce.IntegrationTests.Partners;

/// <summary>Several mutations of one request, of which the first is refused or fails.</summary>
public sealed class PartnerAppConflictTests(TestServer server) : IClassFixture<TestServer>
{
    private const string Register = "registerPartnerApp(input: { name: \"Later\", role: PLATFORM, mayActForConsumers: false, trustedDocumentsOnly: false }) { errors { code } partnerApp { id } }";

    private readonly Shop _shop = new(server);

    private string Token => _shop.Token(Role.Platform);

    [Theory]
    [InlineData("revokePartnerApp", "revoked")]
    [InlineData("rotatePartnerAppSecret", "secret rotated")]
    public async Task A_change_that_was_refused_is_not_written_to_history_by_the_next_one(string mutation, string what)
    {
        var id = await RegisteredAsync();
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using (var other = new NpgsqlCommand("UPDATE identity.partner_apps SET concurrency_token = 'another', display_name = 'Renamed' WHERE id = $1", connection))
        {
            other.Parameters.Add(new() { Value = UuidOf(id) });
            Assert.Equal(1, await other.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));
        }

        var answering = _shop.AskAsync($"mutation($id: ID!) {{ {mutation}(input: {{ id: $id }}) {{ errors {{ code }} }} {Register} }}", new { id }, Token);
        await Shop.UntilAsync(() => Task.FromResult(_shop.Scalar("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'") is > 0L));
        await transaction.CommitAsync(TestContext.Current.CancellationToken);

        var answer = await answering;
        Assert.Equal("PARTNER_APP_CHANGED_MEANWHILE", answer.GetProperty(mutation).Refusal().Text("code"));
        Assert.Empty(answer.List("registerPartnerApp", "errors"));
        Assert.Equal(0L, _shop.Scalar("SELECT count(*) FROM platform.history WHERE subject_id = $1 AND what = $2", UuidOf(id), what));
    }

    [Fact]
    public async Task What_a_failed_mutation_had_staged_is_not_saved_by_the_next_one()
    {
        var id = await RegisteredAsync();
        Assert.Null(_shop.Scalar(
            $"""
            CREATE FUNCTION identity.broken() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'broken'; END $$;
            CREATE TRIGGER broken BEFORE UPDATE ON identity.partner_apps FOR EACH ROW WHEN (OLD.id = '{UuidOf(id)}') EXECUTE FUNCTION identity.broken();
            """));
        var answer = await server.GraphQLAsync("mutation($id: ID!) { a: rotatePartnerAppSecret(input: { id: $id }) { errors { code } } " + Register + " }", new { id }, Token);
        Assert.Equal("INTERNAL", answer.Fault());
        Assert.Equal(0L, _shop.Scalar("SELECT count(*) FROM platform.history WHERE subject_id = $1 AND what <> 'registered'", UuidOf(id)));
    }

    private static Guid UuidOf(string id) => TypedId.TrySplit(id, out _, out var value) ? value : Guid.Empty;

    private async Task<string> RegisteredAsync()
    {
        var answer = await _shop.AskAsync("mutation { " + Register + " }", token: Token);
        return answer.GetProperty("registerPartnerApp").GetProperty("partnerApp").Text("id");
    }
}
