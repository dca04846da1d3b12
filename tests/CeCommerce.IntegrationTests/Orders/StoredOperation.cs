using System.Text.Json;
using CeCommerce.Checkout;
using CeCommerce.Platform;
using CeCommerce.Platform.GraphQL;
using CeCommerce.Platform.GraphQL.Execution;
using GraphQL;
using GraphQL.Execution;
using GraphQL.SystemTextJson;
using GraphQL.Validation;
using Microsoft.Extensions.DependencyInjection;

namespace CeCommerce.IntegrationTests.Orders;

/// <summary>Runs the documents of graphql/operations the way requests are run.</summary>
internal static class StoredOperation
{
    /// <summary>The <c>data</c> of its answer; any error fails the test.</summary>
    public static async Task<JsonElement> RunAsync(this OrderShop shop, string operation, object variables, Caller? who = null, IServiceProvider? server = null)
    {
        var document = await File.ReadAllTextAsync(Path.Combine(Root(), "graphql", "operations", operation + ".graphql"));
        var json = await shop.In(
            async services =>
            {
                var serializer = new GraphQLSerializer();
                var asking = who ?? OrderShop.Consumer();
                var caller = asking with { Scopes = new HashSet<string>([.. asking.Scopes, BuyingScopes.Read, BuyingScopes.Write]) };
                var options = new ExecutionOptions
                {
                    Schema = services.GetRequiredService<CommerceSchema>(),
                    Query = document,
                    Variables = serializer.ReadNode<Inputs>(JsonSerializer.SerializeToElement(variables)),
                    RequestServices = services,
                    UserContext = new CommerceUserContext { Caller = caller, RequestServices = services, Language = Language.Ja },
                };
                var result = await new DocumentExecuter(new GraphQLDocumentBuilder(), new DocumentValidator(), services.GetRequiredService<StrategyByKind>(), []).ExecuteAsync(options);
                return serializer.Serialize(result);
            },
            server);
        var answer = JsonDocument.Parse(json).RootElement;
        Assert.False(answer.TryGetProperty("errors", out var errors), errors.ToString());
        return answer.GetProperty("data");
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "CeCommerce.sln")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }
}
