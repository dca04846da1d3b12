using System.Text.Json;
using CeCommerce.IntegrationTests.TestKit;

namespace CeCommerce.IntegrationTests.Listings;

/// <summary>Pages over lists that change under the reader.</summary>
public sealed class PagingTests(TestServer server) : IClassFixture<TestServer>
{
    private readonly Shop _shop = new(server);

    [Theory]
    [InlineData("listings(state: PUBLISHED, ", "state: DRAFT, ")]
    [InlineData("items(", null)]
    [InlineData("searchListings(orderBy: PRICE_ASCENDING, ", "orderBy: NEWEST, ")]
    [InlineData("searchListings(orderBy: NEWEST, ", "text: \"冷蔵庫\", ")]
    public async Task Nothing_that_stays_is_skipped_or_repeated(string field, string? otherArguments)
    {
        var (token, stays) = (_shop.Refurbisher, new List<JsonElement>());
        for (var number = 0; number < 12; number++)
        {
            stays.Add(await _shop.PublishedAsync(token, price: 10_000 + (number % 4)));
        }

        await _shop.AskAsync("{ searchListings { totalCount } }", token: token);
        using var stop = new CancellationTokenSource();
        var churn = ChurnAsync(token, stop.Token);
        var wanted = stays.Select(listing => field.StartsWith("items", StringComparison.Ordinal) ? listing.GetProperty("item").Text("id") : listing.Text("id")).ToHashSet();
        string cursor = "";
        for (var walk = 0; walk < 3; walk++)
        {
            (var seen, cursor) = await WalkAsync(field, token);
            Assert.Equal(seen.Distinct().Count(), seen.Count);
            Assert.Subset(seen.ToHashSet(), wanted);
        }

        await stop.CancelAsync();
        await churn;
        if (otherArguments is not null)
        {
            var other = await server.GraphQLAsync($"{{ {field.Split('(')[0]}({otherArguments}first: 3, after: \"{cursor}\") {{ pageInfo {{ endCursor }} }} }}", token: token);
            Assert.StartsWith("CURSOR_", other.Fault(), StringComparison.Ordinal);
        }
    }

    private async Task<(List<string> Ids, string Cursor)> WalkAsync(string field, string token)
    {
        var (ids, last, after) = (new List<string>(), "", "");
        while (true)
        {
            var data = await _shop.AskAsync($"{{ page: {field}first: 3{after}) {{ edges {{ cursor node {{ id }} }} pageInfo {{ hasNextPage endCursor }} }} }}", token: token);
            var page = data.GetProperty("page");
            ids.AddRange(page.List("edges").Select(edge => edge.GetProperty("node").Text("id")));
            if (!page.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean())
            {
                return (ids, last);
            }

            last = page.GetProperty("pageInfo").Text("endCursor");
            after = $", after: \"{last}\"";
        }
    }

    /// <summary>Puts listings on the shelf and takes them away again.</summary>
    private async Task ChurnAsync(string token, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var passing = await _shop.PublishedAsync(token, price: 10_001);
            await _shop.DoAsync("withdrawListing", new { id = passing.Text("id") }, token);
        }
    }
}
