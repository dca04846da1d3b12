using CeCommerce.Platform;
using CeCommerce.Platform.GraphQL;
using CeCommerce.Platform.GraphQL.Access;
using CeCommerce.Platform.Identity;
using GraphQL.Types;
using Microsoft.Extensions.DependencyInjection;

namespace CeCommerce.Tests.GraphQL;

/// <summary>The scopes that the features registered, taken together.</summary>
public sealed class ScopeTests
{
    private static readonly ServiceProvider Product = Make();

    private static Scopes Scopes => Product.GetRequiredService<Scopes>();

    [Fact]
    public void Every_scope_that_a_field_needs_is_one_that_tokens_can_have()
    {
        var needed = Product.GetRequiredService<CommerceSchema>().AllTypes.OfType<IObjectGraphType>()
            .SelectMany(type => type.Fields)
            .Select(field => AccessRule.Of(field)?.Scope)
            .OfType<string>()
            .Distinct(StringComparer.Ordinal)
            .ToList();
        Assert.True(needed.Count >= 8, "The rules of the schema name their scopes.");
        Assert.Empty(needed.Except(Scopes.All, StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("Consumer", "invoices:read invoices:write items:read listings:read operators:read orders:read orders:write payment-methods:read payment-methods:write recipients:read recipients:write")]
    [InlineData("Refurbisher", "compliance:read imports:write items:read items:write listings:read listings:write operators:read orders:read")]
    [InlineData("Operator", "compliance:read disputes:read disputes:write fees:read imports:write invoices:read invoices:write items:read items:write listings:read listings:write operators:read operators:write orders:read orders:write payouts:read recipients:read reports:read reports:write")]
    [InlineData("Auditor", "compliance:read invoices:read items:read listings:read operators:read reports:read reports:write waivers:write")]
    public void A_role_may_have_what_the_features_grant_it(string role, string scopes) =>
        Assert.Equal(scopes, string.Join(' ', Scopes.Of(Enum.Parse<Role>(role)).Order(StringComparer.Ordinal)));

    [Fact]
    public void Those_who_run_the_platform_may_have_every_scope() => Assert.Equal(Scopes.All, Scopes.Of(Role.Platform).Order(StringComparer.Ordinal));

    [Fact]
    public void In_nobodys_name_an_app_reads_the_catalogue_and_hears_of_its_orders() => Assert.Equal(["listings:read", "orders:read"], Scopes.WithoutConsumer.Order(StringComparer.Ordinal));

    private static ServiceProvider Make()
    {
        var services = new ServiceCollection().AddLogging();
        var settings = new Settings { Environment = "Development", Home = Path.GetTempPath(), Clock = TimeProvider.System, SandboxPayments = true };
        Features.Composition.AddServices(services, settings, () => "Host=nowhere");
        return services.BuildServiceProvider();
    }
}
