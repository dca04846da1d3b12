using System.Text.Json;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Platform;
using CeCommerce.Standards.Packs;

namespace CeCommerce.IntegrationTests.Standards;

/// <summary>Rules come and go without a build: packs are stored, editions of them taken into use once for every server.</summary>
public sealed class RuleEditionTests(TestServer server) : IClassFixture<TestServer>
{
    private const string FifteenYears = "\"years\": 15";
    private const string TenYears = "\"years\": 10";

    private readonly Shop _shop = new(server);

    [Fact]
    public async Task The_first_edition_is_what_the_product_brings()
    {
        var first = (await EditionsAsync(_shop))[^1];
        Assert.Equal((1, RuleEdition.Current.Version), (first.GetProperty("number").GetInt32(), first.Text("version")));
        Assert.Equal(
            RuleEdition.Current.Packs.Select(pack => $"{pack.Code} {pack.Version}").Order(StringComparer.Ordinal),
            first.List("packs").Select(pack => $"{pack.Text("code")} {pack.Text("version")}").Order(StringComparer.Ordinal));
        Assert.Equal(1L, _shop.Scalar("SELECT count(*) FROM platform.events WHERE kind = 'standards.activated' AND data ->> 'version' = $1", RuleEdition.Current.Version));
    }

    [Fact]
    public async Task An_activation_counts_on_every_server_and_verdicts_of_before_keep_their_words()
    {
        await using var second = await server.StartSecondAsync();
        var other = new Shop(second);
        var item = _shop.Item(("facts", Shop.Facts("2015")));
        var (strict, lenient) = (PackFiles.NewVersion(), PackFiles.NewVersion());
        await AddAsync(PackFiles.Text("guidelines", strict, FifteenYears, TenYears));
        Assert.True((await DraftedAsync(_shop)).GetProperty("mayPublish").GetBoolean());

        var edition = await ActivatedAsync("guidelines", strict);
        var draft = await _shop.DraftAsync(_shop.Refurbisher, item);
        Assert.Equal(edition, draft.GetProperty("compliance").Text("packVersion"));
        Assert.Equal("製造から11年で、販売の上限の10年を超えています。", Finding(draft, "LS-013").Text("message"));
        await Shop.UntilAsync(async () => await InUseAsync(other) == edition);
        Assert.False((await DraftedAsync(other)).GetProperty("mayPublish").GetBoolean());

        await AddAsync(PackFiles.Text("guidelines", lenient));
        await ActivatedAsync("guidelines", lenient);
        await using var third = await server.StartSecondAsync();
        foreach (var shop in (Shop[])[_shop, other, new(third)])
        {
            Assert.Equal("製造から11年で、販売の上限の10年を超えています。", Finding(await shop.OwnAsync(draft), "LS-013").Text("message"));
        }

        Assert.True((await DraftedAsync(new(third))).GetProperty("mayPublish").GetBoolean());

        async Task<JsonElement> DraftedAsync(Shop shop) => (await shop.DraftAsync(shop.Refurbisher, shop.Item(("facts", Shop.Facts("2015"))))).GetProperty("compliance");
    }

    [Fact]
    public async Task A_flawed_pack_is_told_with_its_lines_and_not_stored()
    {
        var version = PackFiles.NewVersion();
        var flawed = PackFiles.Text("guidelines", version, "\"age.at-most\"", "\"age.of-the-moon\"").Replace("\"WARN\"", "\"SHOUT\"", StringComparison.Ordinal);
        var line = flawed[..flawed.IndexOf("age.of-the-moon", StringComparison.Ordinal)].Count(c => c == '\n') + 1;
        var refusal = (await AddedAsync(flawed)).Refusal();
        Assert.Equal("RULE_PACK_FLAWED", refusal.Text("code"));
        Assert.Contains(refusal.List("flaws"), flaw => flaw.GetProperty("line").GetInt32() == line && flaw.Text("reason").Contains("age.of-the-moon", StringComparison.Ordinal));
        Assert.Contains(refusal.List("flaws"), flaw => flaw.Text("file") == "content" && flaw.Text("reason").Contains("SHOUT", StringComparison.Ordinal));
        Assert.InRange(refusal.List("flaws").Count(), 2, refusal.GetProperty("total").GetInt32());
        Assert.Equal(0L, _shop.Scalar("SELECT count(*) FROM standards.packs WHERE version = $1", version));
        Assert.All(
            (string[])["", "{", "[]", "null", "{ \"pack\": \"x\" } }", PackFiles.Text("invoice", "２０９９.1.1"), PackFiles.Text("invoice", "2099.1.1\\n"), PackFiles.Text("invoice", "2099.1")],
            content => Assert.Equal("RULE_PACK_FLAWED", AddedAsync(content).GetAwaiter().GetResult().Refusal().Text("code")));
    }

    [Fact]
    public async Task A_stored_pack_never_changes()
    {
        var version = PackFiles.NewVersion();
        await AddAsync(PackFiles.Text("guidelines", version));
        await AddAsync(PackFiles.Text("guidelines", version));
        var stored = (await StoredAsync()).Single(pack => pack.Text("version") == version);
        Assert.Equal(("guidelines", false), (stored.Text("code"), stored.GetProperty("inUse").GetBoolean()));
        Assert.Equal("RULE_PACK_EXISTS", (await AddedAsync(PackFiles.Text("guidelines", version, FifteenYears, TenYears))).Refusal().Text("code"));
        Assert.ThrowsAny<Npgsql.PostgresException>(() => _shop.Scalar("DELETE FROM standards.packs"));
        Assert.ThrowsAny<Npgsql.PostgresException>(() => _shop.Scalar("UPDATE standards.editions SET packs = '{}'"));
    }

    [Fact]
    public async Task Clauses_go_only_when_somebody_says_so_and_come_back()
    {
        var (version, gone) = (PackFiles.NewVersion(), "");
        await AddAsync(PackFiles.Changed("contract", version, pack =>
        {
            var rules = pack["rules"]!.AsArray();
            gone = $"{rules[0]!["id"]}/{rules[0]!["clause"]}";
            rules.RemoveAt(0);
        }));
        var refusal = (await ActivateAsync("contract", version)).Refusal();
        Assert.Equal(("RULE_CLAUSES_VANISH", gone), (refusal.Text("code"), Assert.Single(refusal.List("clauses")).GetString()));
        Assert.Equal("RULE_CLAUSE_NOT_RETIRED", (await ActivateAsync("contract", version, [gone, "LS-006/mark"])).Refusal().Text("code"));
        Assert.Empty((await ActivateAsync("contract", version, [gone])).List("errors"));
        Assert.DoesNotContain(gone, await ClausesAsync());
        Assert.Empty((await ActivateAsync("contract", PackFiles.OwnVersion("contract"))).List("errors"));
        Assert.Contains(gone, await ClausesAsync());
    }

    [Fact]
    public async Task What_cannot_be_an_edition_is_refused()
    {
        var version = PackFiles.NewVersion();
        await AddAsync(PackFiles.Text("contract", version, "\"pack\": \"contract\"", "\"pack\": \"contract-copy\""));
        Assert.Equal("RULE_CLAUSES_TWICE", (await ActivateAsync("contract-copy", version)).Refusal().Text("code"));
        Assert.Equal("RULE_PACK_NOT_FOUND", (await ActivateAsync("contract", "1999.1.1")).Refusal().Text("code"));
        Assert.Equal("RULE_EDITION_UNCHANGED", (await ActivateAsync("waste", PackFiles.OwnVersion("waste"))).Refusal().Text("code"));
        Assert.Equal("RULE_EDITION_EXISTS", (await ActivateAsync("contract", PackFiles.OwnVersion("contract"), edition: RuleEdition.Current.Version)).Refusal().Text("code"));
        Assert.Equal("RULE_EDITION_VERSION_INVALID", (await ActivateAsync("contract", version, edition: "Neu!")).Refusal().Text("code"));
        Assert.Equal("GRACE_DAYS_INVALID", (await ActivateAsync("contract", version, graceDays: -1)).Refusal().Text("code"));
        var twice = new { version = "jp-twice", packs = (object[])[new { code = "contract", version }, new { code = "contract", version }], graceDays = 0, idempotencyKey = Shop.Key() };
        Assert.Equal("RULE_PACK_NAMED_TWICE", (await _shop.DoAsync("activateRuleEdition", twice, Platform, "edition { number }")).Refusal().Text("code"));
    }

    [Fact]
    public async Task Of_activations_at_the_same_moment_each_gets_a_number_and_none_undoes_another()
    {
        await using var second = await server.StartSecondAsync();
        var other = new Shop(second);
        string[] codes = ["contract", "invoice", "tokushoho", "privacy-erasure"];
        var packs = codes.Select(code => (Code: code, Version: PackFiles.NewVersion())).ToList();
        foreach (var (code, version) in packs)
        {
            await AddAsync(PackFiles.Text(code, version));
        }

        var answers = await Task.WhenAll(packs.Select((pack, index) => ActivateAsync(pack.Code, pack.Version, shop: index % 2 == 0 ? _shop : other)));
        Assert.All(answers, answer => Assert.Empty(answer.List("errors")));
        var numbers = answers.Select(answer => answer.GetProperty("edition").GetProperty("number").GetInt32()).Order().ToList();
        Assert.Equal(Enumerable.Range(numbers[0], 4), numbers);
        var last = (await EditionsAsync(_shop))[0];
        Assert.Equal(numbers[^1], last.GetProperty("number").GetInt32());
        Assert.Superset(packs.Select(pack => $"{pack.Code} {pack.Version}").ToHashSet(), last.List("packs").Select(pack => $"{pack.Text("code")} {pack.Text("version")}").ToHashSet());
        await Shop.UntilAsync(async () => await InUseAsync(other) == last.Text("version") && await InUseAsync(_shop) == last.Text("version"));
    }

    [Fact]
    public async Task Of_one_version_activated_twice_at_once_one_wins_and_a_repeated_request_gets_its_answer()
    {
        var (version, key, edition) = (PackFiles.NewVersion(), Shop.Key(), "jp-" + PackFiles.NewVersion());
        await AddAsync(PackFiles.Text("invoice", version));
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => ActivateAsync("invoice", version, edition: edition)));
        Assert.Single(answers, answer => !answer.List("errors").Any());
        Assert.All(answers.Where(answer => answer.List("errors").Any()), answer => Assert.Equal("RULE_EDITION_EXISTS", answer.Refusal().Text("code")));

        await AddAsync(PackFiles.Text("invoice", version = PackFiles.NewVersion()));
        var first = await ActivateAsync("invoice", version, edition: edition + ".1", key: key);
        Assert.Equal(first.GetProperty("edition").GetRawText(), (await ActivateAsync("invoice", version, edition: edition + ".1", key: key)).GetProperty("edition").GetRawText());
        Assert.Equal("IDEMPOTENCY_KEY_REUSED", (await ActivateAsync("invoice", version, edition: edition + ".2", key: key)).Refusal().Text("code"));
    }

    [Fact]
    public async Task An_activation_that_breaks_off_leaves_nothing()
    {
        var version = PackFiles.NewVersion();
        await AddAsync(PackFiles.Text("invoice", version));
        var before = (await InUseAsync(_shop), _shop.Scalar("SELECT count(*) FROM standards.editions"));
        _shop.Scalar(
            """
            CREATE FUNCTION standards.break_off() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'broken off'; END $$;
            CREATE CONSTRAINT TRIGGER tr_broken AFTER INSERT ON standards.editions DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION standards.break_off();
            """);
        try
        {
            var input = new { version = "jp-" + version, packs = (object[])[new { code = "invoice", version }], graceDays = 0, idempotencyKey = Shop.Key() };
            var answer = await server.GraphQLAsync("mutation($input: ActivateRuleEditionInput!) { activateRuleEdition(input: $input) { errors { code } } }", new { input }, Platform);
            Assert.True(answer.TryGetProperty("errors", out _), answer.ToString());
            Assert.Equal(before, (await InUseAsync(_shop), _shop.Scalar("SELECT count(*) FROM standards.editions")));
        }
        finally
        {
            _shop.Scalar("DROP FUNCTION standards.break_off CASCADE");
        }

        Assert.Empty((await ActivateAsync("invoice", version, edition: "jp-" + version)).List("errors"));
    }

    [Theory]
    [InlineData(Role.Operator)]
    [InlineData(Role.Consumer)]
    [InlineData(Role.Auditor)]
    public async Task Only_the_platform_changes_the_rules(Role role)
    {
        var token = role == Role.Operator ? _shop.Token(role, Operators.DemoOperators.Refurbisher) : role == Role.Consumer ? _shop.Token(role, consumer: "alice") : _shop.Token(role);
        var input = new { content = PackFiles.Text("invoice", PackFiles.NewVersion()), idempotencyKey = Shop.Key() };
        Assert.Equal("FORBIDDEN", (await server.GraphQLAsync("mutation($input: AddRulePackInput!) { addRulePack(input: $input) { errors { code } } }", new { input }, token)).Fault());
        var listed = await server.GraphQLAsync("{ ruleEditions(first: 1) { nodes { number } } }", token: token);
        Assert.Equal(role != Role.Auditor, listed.TryGetProperty("errors", out _));
    }

    private async Task<List<JsonElement>> StoredAsync()
    {
        var (packs, after) = (new List<JsonElement>(), (string?)null);
        do
        {
            var page = (await _shop.AskAsync(
                "query($after: String) { rulePacks(first: 7, after: $after) { nodes { code version sha256 inUse addedAt addedBy } pageInfo { hasNextPage endCursor } } }",
                new { after },
                _shop.Token(Role.Auditor))).GetProperty("rulePacks");
            packs.AddRange(page.List("nodes"));
            after = page.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean() ? page.GetProperty("pageInfo").Text("endCursor") : null;
        }
        while (after is not null);
        return packs;
    }

    private string Platform => _shop.Token(Role.Platform);

    private static JsonElement Finding(JsonElement listing, string rule) => listing.GetProperty("compliance").List("findings").Single(finding => finding.Text("ruleId") == rule && finding.Text("effect") == "POLICY_BLOCK");

    private Task<JsonElement> AddedAsync(string content) => _shop.DoAsync(
        "addRulePack", new { content, idempotencyKey = Shop.Key() }, Platform, "rulePack { code version rules { id clause } } errors { ... on RulePackFlawed { total flaws { file line reason } } }");

    private async Task AddAsync(string content)
    {
        var payload = await AddedAsync(content);
        Assert.True(!payload.List("errors").Any(), payload.ToString());
    }

    private Task<JsonElement> ActivateAsync(
        string code, string version, string[]? retired = null, string? edition = null, int graceDays = 0, string? key = null, Shop? shop = null) => (shop ?? _shop).DoAsync(
        "activateRuleEdition",
        new { version = edition ?? "jp-" + PackFiles.NewVersion(), packs = (object[])[new { code, version }], graceDays, retired, idempotencyKey = key ?? Shop.Key() },
        (shop ?? _shop).Token(Role.Platform),
        "edition { number version activatedAt } errors { ... on RuleClausesVanish { clauses } }");

    private async Task<string> ActivatedAsync(string code, string version)
    {
        var payload = await ActivateAsync(code, version);
        Assert.True(!payload.List("errors").Any(), payload.ToString());
        return payload.GetProperty("edition").Text("version");
    }

    private static async Task<string> InUseAsync(Shop shop) => (await shop.AskAsync("{ ruleEdition { version } }")).GetProperty("ruleEdition").Text("version");

    private async Task<List<string>> ClausesAsync() =>
        [.. (await _shop.AskAsync("{ ruleEdition { rules { id } } }")).List("ruleEdition", "rules").Select(rule => rule.Text("id"))];

    private static async Task<IReadOnlyList<JsonElement>> EditionsAsync(Shop shop) => [.. (await shop.AskAsync(
        "{ ruleEditions(first: 100) { nodes { number version packs { code version } activatedAt activatedBy graceDays } } }", token: shop.Token(Role.Auditor))).List("ruleEditions", "nodes")];
}
