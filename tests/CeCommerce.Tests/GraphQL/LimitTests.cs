using System.Net;
using CeCommerce.Platform;
using CeCommerce.Platform.GraphQL;
using CeCommerce.Platform.GraphQL.Documents;
using CeCommerce.Platform.GraphQL.Limits;
using GraphQL;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace CeCommerce.Tests.GraphQL;

public sealed class LimitTests
{
    private static readonly GraphQLLimits Limits = new();

    private static readonly DocumentCache Documents = new(
        new ServiceCollection().AddDemoShop().BuildServiceProvider().GetRequiredService<CommerceSchema>(), Limits);

    private static async Task<string> RefusalOf(string document) =>
        Assert.IsType<RequestFault>((await Assert.ThrowsAsync<RequestRefused>(async () => await Documents.PrepareAsync(document))).Errors[0]).Code!;

    private static async Task<long> CostOf(string document, Inputs? variables = null) =>
        (await Documents.PrepareAsync(document)).Operations[0].Cost.Cost(variables ?? Inputs.Empty);

    [Fact]
    public async Task A_thousand_aliases_are_refused() =>
        Assert.Equal("TOO_MANY_ALIASES", await RefusalOf($"{{ {string.Join(' ', Enumerable.Range(0, 1000).Select(i => $"a{i}: hello"))} }}"));

    [Fact]
    public async Task Too_many_tokens_are_refused_before_parsing() =>
        Assert.Equal("TOO_MANY_TOKENS", await RefusalOf($"{{ {string.Join(' ', Enumerable.Repeat("hello", 6000))}"));

    [Theory]
    [InlineData("{ hello(name: @) }")]
    [InlineData("{ hello(name: -@) }")]
    [InlineData("{ hello(name: 1e@) }")]
    [InlineData("{ hello(name: 0.@) }")]
    [InlineData("query($n: Int = @) { toys(first: $n) { totalCount } }")]
    [InlineData("{ nodes(ids: [1, @]) { id } }")]
    public async Task A_number_longer_than_any_scalar_is_refused_before_parsing(string document) =>
        Assert.Equal("REQUEST_MALFORMED", await RefusalOf(document.Replace("@", new string('9', 50), StringComparison.Ordinal)));

    [Theory]
    [InlineData("{ @ }")]
    [InlineData("query @ { hello }")]
    [InlineData("{ hello(@: 1) }")]
    [InlineData("query($@: Int) { hello }")]
    [InlineData("{ ... on @ { hello } }")]
    public async Task A_name_longer_than_any_of_the_schema_is_refused_before_parsing(string document) =>
        Assert.Equal("REQUEST_MALFORMED", await RefusalOf(document.Replace("@", new string('a', 129), StringComparison.Ordinal)));

    [Fact]
    public async Task Too_many_operations_are_refused() =>
        Assert.Equal("TOO_MANY_OPERATIONS", await RefusalOf(string.Concat(Enumerable.Range(0, 51).Select(i => $"query A{i} {{ hello }} "))));

    [Fact]
    public async Task Operations_share_the_selections_that_a_document_may_have() => Assert.Equal("TOO_MANY_SELECTIONS", await RefusalOf(
        $"{string.Concat(Enumerable.Range(0, 50).Select(i => $"query A{i} {{ toys(first: 1) {{ nodes {{ ...F }} }} }} "))}fragment F on Toy {{ {string.Concat(Enumerable.Repeat("id ", 300))}}}"));

    [Fact]
    public async Task Too_long_a_document_is_refused() => Assert.Equal("DOCUMENT_TOO_LONG", await RefusalOf($"{{ hello }}{new string(' ', 100_000)}"));

    [Fact]
    public async Task Too_many_root_fields_are_refused_fragments_included() =>
        Assert.Equal("TOO_MANY_ROOT_FIELDS", await RefusalOf($"{{ ...F }} fragment F on Query {{ {string.Join(' ', Enumerable.Repeat("hello", 21))} }}"));

    [Fact]
    public async Task Too_many_directives_are_refused() =>
        Assert.Equal("TOO_MANY_DIRECTIVES", await RefusalOf($"{{ hello {string.Join(' ', Enumerable.Repeat("@skip(if: false)", 51))} }}"));

    [Fact]
    public async Task Too_deep_a_document_is_refused() =>
        Assert.Equal("TOO_DEEP", await RefusalOf($"{{ {string.Concat(Enumerable.Repeat("a{", 12))}b{new string('}', 12)} }}"));

    [Fact]
    public async Task Fragments_that_double_at_each_level_are_measured_at_once()
    {
        var fragments = Enumerable.Range(0, 40).Select(i => $"fragment F{i} on Query {{ a: node(id: 1) {{ id }} ...F{i + 1} ... {{ ...F{i + 1} }} }}");
        Assert.Equal("TOO_MANY_ALIASES", await RefusalOf($"{{ ...F0 }} {string.Join(' ', fragments)} fragment F40 on Query {{ hello }}"));
        var plain = Enumerable.Range(0, 8).Select(i => $"fragment F{i} on Query {{ ...F{i + 1} ... {{ ...F{i + 1} }} }}");
        Assert.Equal("TOO_MANY_ROOT_FIELDS", await RefusalOf($"{{ ...F0 }} {string.Join(' ', plain)} fragment F8 on Query {{ hello }}"));
    }

    [Theory]
    [InlineData(14)]
    [InlineData(45)]
    [InlineData(60)]
    public async Task Fragments_that_each_use_all_later_ones_are_refused(int count)
    {
        var fragments = Enumerable.Range(0, count).Select(i => $"fragment F{i} on Toy {{ id {string.Concat(Enumerable.Range(i + 1, count - i - 1).Select(later => $"...F{later} "))}}}");
        Assert.Equal("TOO_MANY_SELECTIONS", await RefusalOf($"{{ toys(first: 1) {{ nodes {{ ...F0 }} }} }} {string.Concat(fragments)}"));
    }

    [Fact]
    public async Task So_many_uses_of_a_large_fragment_that_their_sum_overflows_are_refused()
    {
        var doubling = Enumerable.Range(0, 20).Select(i => $"fragment F{i} on Query {{ ...F{i + 1} ... {{ ...F{i + 1} }} }}");
        Assert.Equal("TOO_MANY_SELECTIONS", await RefusalOf(
            $"{{ {string.Concat(Enumerable.Repeat("...F0 ", 2200))} }} {string.Join(' ', doubling)} fragment F20 on Query {{ hello }}"));
    }

    [Fact]
    public async Task A_fragment_may_be_used_many_times()
    {
        var uses = string.Join(' ', Enumerable.Range(0, 20).Select(i => $"a{i}: toys(first: 1) {{ nodes {{ ...Shown maker {{ name }} ...Shown }} }}"));
        var document = await Documents.PrepareAsync($"{{ {uses} }} fragment Shown on Toy {{ ...Named price {{ amount }} }} fragment Named on Toy {{ id name state shelvedAt madeOn }}");
        Assert.Single(document.Operations);
    }

    [Fact]
    public async Task Text_that_no_database_can_hold_is_refused() =>
        Assert.Equal("INVALID_CHARACTER", await RefusalOf("""{ hello(name: "a\u0000b") }"""));

    [Theory]
    [InlineData("{ hello }", 0)]
    [InlineData("{ __typename toys(first: 1) { __typename } }", 2)]
    [InlineData("{ __schema { types { name } } }", 200)]
    [InlineData("{ __schema { types { name } } a: __schema { types { name } } ...S } fragment S on Query { b: __schema { types { name } } }", 600)]
    [InlineData("{ __type(name: \"Toy\") { name } a: __type(name: \"Toy\") { name } }", 10)]
    [InlineData("{ toys(first: 10) { pageInfo { hasNextPage } totalCount } }", 31)]
    [InlineData("{ toys(first: 10) { edges { node { id name } } } }", 11)]
    [InlineData("{ toys(first: 10) { edges { node { id price { amount } maker { name } } } } }", 31)]
    [InlineData("{ toys { nodes { id } } }", 21)]
    [InlineData("{ toys(first: 10) { edges { cursor } } }", 11)]
    [InlineData("{ toys(first: 10) { a: nodes { id } ... on ToyConnection { b: edges { c: node { id } } } ...F } } fragment F on ToyConnection { d: nodes { maker { name } } }", 41)]
    [InlineData("{ a: toys(first: 10) { ...F } b: toys(first: 100) { ...F } } fragment F on ToyConnection { nodes { id } pageInfo { hasNextPage } }", 112)]
    [InlineData("query($n: Int = 5) { toys(first: $n) { nodes { id } } }", 6)]
    public async Task The_cost_is_the_number_of_objects(string document, long cost) => Assert.Equal(cost, await CostOf(document));

    [Fact]
    public async Task Variables_decide_the_cost_of_a_cached_document()
    {
        const string Document = "query($n: Int!) { toys(first: $n) { nodes { id } } }";
        Assert.Equal(4, await CostOf(Document, new Inputs(new Dictionary<string, object?> { ["n"] = 3 })));
        Assert.Equal(51, await CostOf(Document, new Inputs(new Dictionary<string, object?> { ["n"] = 50 })));
    }

    [Theory]
    [InlineData(null, 100, 101)]
    [InlineData(100, null, 101)]
    [InlineData(30, 100, 101)]
    [InlineData(null, null, 21)]
    [InlineData(0, null, 2)]
    public async Task A_page_costs_the_larger_of_first_and_last(int? first, int? last, long cost)
    {
        const string Document = "query($f: Int, $l: Int) { toys(first: $f, last: $l) { nodes { id } } }";
        Assert.Equal(cost, await CostOf(Document, new Inputs(new Dictionary<string, object?> { ["f"] = first, ["l"] = last })));
        Assert.Equal(21, await CostOf(Document));
    }

    [Theory]
    [InlineData("query($l: Int = 90) { toys(first: null, last: $l) { nodes { id } } }", 91)]
    [InlineData("query($f: Int, $l: Int = 90) { toys(first: $f, last: $l) { nodes { id } } }", 91)]
    [InlineData("query($ids: [ID!]! = [1, 2, 3]) { nodes(ids: $ids) { ... on Toy { maker { name } } } }", 6)]
    public async Task A_variable_that_is_not_sent_is_what_the_document_says(string document, long cost) => Assert.Equal(cost, await CostOf(document));

    [Fact]
    public async Task A_document_is_prepared_once() =>
        Assert.Same(await Documents.PrepareAsync("{ hello }"), await Documents.PrepareAsync("{ hello }"));

    [Fact]
    public async Task Of_what_was_sent_an_operation_keeps_the_variables_that_it_knows()
    {
        var operation = (await Documents.PrepareAsync("query($n: Int) { toys(first: $n) { totalCount } }")).Operations[0];
        var sent = new Inputs(new Dictionary<string, object?> { ["n"] = 1, ["junk"] = new string('x', 100_000) });
        Assert.Equal(["n"], operation.Declared(sent).Keys);
        var known = new Inputs(new Dictionary<string, object?> { ["n"] = 1 });
        Assert.Same(known, operation.Declared(known));
    }

    [Fact]
    public void What_is_kept_of_documents_is_bounded_by_their_length()
    {
        using var cache = new TextCache<string>(new GraphQLLimits { CachedCharacters = 20_000 });
        var texts = Enumerable.Range(0, 100).Select(i => $"{i}".PadRight(8_000)).ToList();
        texts.ForEach(text => cache.Keep(text, text, text));
        Assert.InRange(texts.Count(text => cache.Find(text) is not null), 0, 2);
        using var small = new TextCache<string>(new GraphQLLimits { CachedCharacters = 20_000 });
        small.Keep("a", new string('a', 8_192), "kept");
        small.Keep("b", new string('b', 8_193), "too long");
        Assert.Equal(("kept", null), (small.Find("a"), small.Find("b")));
    }

    [Fact]
    public void An_empty_bucket_refuses_and_says_when_to_come_back()
    {
        var time = new FakeTimeProvider();
        var buckets = new CostBuckets(new GraphQLLimits { BucketSize = 100, BucketRefillPerSecond = 10 }, time);
        Assert.Equal(0, buckets.Take(new("a"), 100));
        var refused = Assert.Throws<RequestRefused>(() => buckets.Take(new("a"), 35));
        Assert.Equal((429, 4), (refused.HttpStatus, refused.RetryAfterSeconds));
        Assert.Equal(65, buckets.Take(new("b"), 35));
        time.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal(5, buckets.Take(new("a"), 35));
    }

    [Fact]
    public void What_an_operation_cost_beyond_its_plan_is_owed()
    {
        var time = new FakeTimeProvider();
        var buckets = new CostBuckets(new GraphQLLimits { BucketSize = 100, BucketRefillPerSecond = 10 }, time);
        buckets.Take(new("a"), 90);
        Assert.Equal(0, buckets.Settle(new("a"), 40));
        Assert.Equal(4, Assert.Throws<RequestRefused>(() => buckets.Take(new("a"), 1)).RetryAfterSeconds);
        buckets.Settle(new("a"), 1_000_000);
        time.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal(9, buckets.Take(new("a"), 1));
    }

    [Fact]
    public async Task Events_leave_something_for_what_is_asked()
    {
        var buckets = new CostBuckets(new GraphQLLimits { BucketSize = 100, BucketRefillPerSecond = 10 }, new FakeTimeProvider());
        await buckets.PayAsync(new("a"), 90, CancellationToken.None);
        using var impatient = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => buckets.PayAsync(new("a"), 5, impatient.Token));
        Assert.Equal(5, buckets.Take(new("a"), 5));
        await buckets.PayAsync(new("b"), 100, CancellationToken.None);
    }

    [Fact]
    public void One_operation_may_not_cost_more_than_the_limit() =>
        Assert.Equal("TOO_COSTLY", ((RequestFault)Assert.Throws<RequestRefused>(() => new CostBuckets(Limits, TimeProvider.System).Take(new("a"), 5_001)).Errors[0]).Code);

    [Fact]
    public void Consumers_share_a_larger_bucket_of_their_app_and_lose_nothing_when_it_is_empty()
    {
        var time = new FakeTimeProvider();
        var buckets = new CostBuckets(new GraphQLLimits { BucketSize = 100, BucketRefillPerSecond = 10, ConsumersPerApp = 3 }, time);
        Assert.All(Enumerable.Range(0, 3), i => Assert.Equal(0, buckets.Take(Payer.Of(Consumer($"made-up-{i}"), null), 100)));
        var refused = Assert.Throws<RequestRefused>(() => buckets.Take(Payer.Of(Consumer("made-up-3"), null), 60));
        Assert.Equal((429, 2), (refused.HttpStatus, refused.RetryAfterSeconds));
        Assert.Equal(0, buckets.Take(Payer.Of(Consumer("x") with { ClientId = "other" }, null), 100));
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(40, buckets.Take(Payer.Of(Consumer("made-up-3"), null), 60));
    }

    [Fact]
    public void Whoever_has_a_client_id_pays_by_it_wherever_the_request_comes_from()
    {
        var app = Consumer("x") with { Role = null, ConsumerId = null };
        Assert.Equal(Payer.Of(app, IPAddress.Loopback), Payer.Of(app, IPAddress.Broadcast));
        Assert.NotEqual(Payer.Of(Caller.Anonymous, IPAddress.Loopback), Payer.Of(Caller.Anonymous, IPAddress.Broadcast));
        Assert.NotEqual(Payer.Of(Consumer("x"), null), Payer.Of(Consumer("y"), null));
    }

    [Theory]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff:ffff:ffff:ffff", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    [InlineData("192.0.2.1", "::ffff:192.0.2.1", true)]
    [InlineData("192.0.2.1", "192.0.2.2", false)]
    public void An_ipv6_payer_is_a_subscribers_network(string one, string other, bool same) =>
        Assert.Equal(same, Payer.Of(IPAddress.Parse(one)) == Payer.Of(Caller.Anonymous, IPAddress.Parse(other)));

    [Fact]
    public void What_consumers_keep_open_counts_for_their_app_too_and_goes_when_it_is_left()
    {
        var occupancy = new Occupancy(new GraphQLLimits { MaxConnections = 2, ConsumersPerApp = 2 });
        var places = Enumerable.Range(0, 4).Select(i => occupancy.Enter(Payer.Of(Consumer($"c{i}"), null), Load.Connection)).ToList();
        Assert.Equal(429, Assert.Throws<RequestRefused>(() => occupancy.Enter(Payer.Of(Consumer("c5"), null), Load.Connection)).HttpStatus);
        places.ForEach(place => place.Dispose());
        Assert.Equal(default, occupancy.Total);
        using var own = occupancy.Enter(Payer.Of(Consumer("c5"), null), Load.Connection + Load.Connection);
        Assert.Throws<RequestRefused>(() => own.Add(Load.Connection));
    }

    private static Caller Consumer(string id) => Caller.Anonymous with { Role = Role.Consumer, ConsumerId = id, ClientId = "app" };
}
