using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Platform;
using CeCommerce.Standards.Editions;
using CeCommerce.Standards.Packs;

namespace CeCommerce.IntegrationTests.Standards;

/// <summary>A server of a version before, beside an edition that a newer one activated.</summary>
public sealed class MissingCheckTests(TestServer server) : IClassFixture<TestServer>
{
    private readonly Shop _shop = new(server);

    [Fact]
    public async Task A_server_without_a_check_of_the_edition_in_use_goes_on_with_its_own_and_does_not_start_again()
    {
        var content = PackFiles.Text("guidelines", "2099.9.9", "\"age.at-most\"", "\"age.of-the-moon\"");
        _shop.Scalar("INSERT INTO standards.packs VALUES ('guidelines', '2099.9.9', $1, sha256($1::bytea), now(), 'newer')", content);
        var activate = new { version = "jp-2099.9.9", packs = (object[])[new { code = "guidelines", version = "2099.9.9" }], graceDays = 0, idempotencyKey = Shop.Key() };
        var refusal = (await _shop.DoAsync("activateRuleEdition", activate, _shop.Token(Role.Platform), "edition { number } errors { ... on RuleChecksMissing { checks } }")).Refusal();
        Assert.Equal(("RULE_CHECKS_MISSING", "age.of-the-moon"), (refusal.Text("code"), Assert.Single(refusal.List("checks")).GetString()));

        _shop.Scalar(
            """
            INSERT INTO standards.editions SELECT number + 1, gen_random_uuid(), 'jp-2099.9.9', packs || '{"guidelines": "2099.9.9"}', now(), 'newer', 0
            FROM standards.editions ORDER BY number DESC LIMIT 1
            """);
        _shop.Scalar(
            "INSERT INTO platform.events (kind, subject_kind, subject_id, audience, version, changed, data, at) SELECT 'standards.activated', 'edn', id, 'Public', 1, '{}', '{}', now() FROM standards.editions WHERE version = 'jp-2099.9.9'");
        var refused = await Assert.ThrowsAsync<StartRefused>(server.StartSecondAsync);
        var error = Assert.IsType<ActiveEditionUnreadable>(refused.Error);
        Assert.Equal(("jp-2099.9.9", "age.of-the-moon"), (error.Edition, Assert.Single(error.Checks)));
        Assert.Equal(RuleEdition.Current.Version, (await _shop.AskAsync("{ ruleEdition { version } }")).GetProperty("ruleEdition").Text("version"));
        Assert.NotEmpty((await _shop.DraftAsync(_shop.Refurbisher)).GetProperty("compliance").Text("packVersion"));
    }
}
