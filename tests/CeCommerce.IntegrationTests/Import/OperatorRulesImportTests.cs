using CeCommerce.Import.Jobs;
using CeCommerce.Operators;
using CeCommerce.Operators.Rules;
using CeCommerce.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace CeCommerce.IntegrationTests.Import;

/// <summary>A list of an operator who asks more of its listings than the edition.</summary>
public sealed class OperatorRulesImportTests(ImportShop shop) : IClassFixture<ImportShop>
{
    private const string Pack = """
        {
          "pack": "own",
          "version": "2026.11.1",
          "name": { "ja": "独自基準", "en": "Our own rules" },
          "sources": {
            "policy": { "law": { "ja": "検品手順", "en": "Inspection" }, "url": "https://shop.example.jp/inspection", "checkedOn": "2026-11-20" }
          },
          "rules": [
            {
              "id": "OWN-001",
              "clause": "accessories",
              "status": "POLICY",
              "severity": "BLOCK",
              "basis": { "source": "policy", "article": "1", "certainty": "INFERENCE" },
              "title": { "ja": "付属品の記載", "en": "Accessories are stated" },
              "remedy": { "ja": "付属品を入れてください。", "en": "State the accessories." },
              "check": "fact.stated",
              "parameters": { "facts": ["accessories"] },
              "says": {}
            }
          ]
        }
        """;

    [Fact]
    public async Task Its_rows_are_held_to_them_and_say_whose_decision_it_is()
    {
        await using var server = shop.Server();
        await server.StartAsync();
        Assert.Equal((3, 0), Counted(await server.EndedAsync(await server.QueueAsync(DemoOperators.Refurbisher, ImportServer.Rows("before", 3, 1_000)))));
        await UseAsync();
        var job = await server.EndedAsync(await server.QueueAsync(DemoOperators.Refurbisher, ImportServer.Rows("after", 3, 1_000)));
        Assert.Equal((0, 3), Counted(job));
        Assert.Equal(3, await shop.ScalarAsync<long>(
            $"SELECT count(*) FROM listings.import_rows WHERE job_id = '{job.Id.Value}' AND findings::text LIKE '%OWN-001%' AND findings::text LIKE '%出品事業者が自ら定めた基準%'"));
    }

    private static (int Published, int Drafted) Counted(ImportJob job) => (job.Counts.Published, job.Counts.Drafted);

    private async Task UseAsync()
    {
        await using var scope = shop.Scope();
        var (rules, owner) = (scope.ServiceProvider.GetRequiredService<OperatorRuleService>(), await shop.OperatorAsync());
        var caller = new Caller(Role.Operator, null, owner.Id.Value, "test-app", new HashSet<string>(StringComparer.Ordinal));
        ImportShop.Good(await rules.AddAsync(caller, new() { Content = Pack, IdempotencyKey = "key-of-adding" }, TestContext.Current.CancellationToken));
        ImportShop.Good(await rules.UseAsync(caller, new() { Version = "2026.11.1", IdempotencyKey = "key-of-using" }, TestContext.Current.CancellationToken));
    }
}
