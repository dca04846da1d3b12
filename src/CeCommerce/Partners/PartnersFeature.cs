using CeCommerce.Platform.Database;
using CeCommerce.Platform.GraphQL;
using CeCommerce.Platform.Identity;
using OpenIddict.EntityFrameworkCore.Models;

namespace CeCommerce.Partners;

/// <summary>Registers the care of partner apps, and the issuing of tokens to them.</summary>
internal static class PartnersFeature
{
    public static IServiceCollection AddPartners(this IServiceCollection services)
    {
        services.AddOpenIddict()
            .AddCore(core => core.UseEntityFrameworkCore().UseDbContext<CommerceDatabase>()
                .ReplaceDefaultEntities<PartnerApp, UnusedAuthorization, OpenIddictEntityFrameworkCoreScope<Guid>, UnusedToken, Guid>())
            .AddServer(server => server.AddEventHandler(TokenIssuer.Descriptor));
        return services
            .AddSingleton<LocalToken>()
            .AddScoped<PartnerAppService>()
            .AddScoped<DemoPartnerApps>()
            .AddGraphQLParts(AddParts);
    }

    private static void AddParts(GraphQLParts parts) => parts
        .Queries<PartnerAppQueries>()
        .Mutations<PartnerAppMutations>()
        .Type<PartnerApp, PartnerAppGraphType>()
        .Node<PartnerApp, PartnerAppId>(PartnerAppQueries.FindAsync, Scopes.Platform)
        .Error<PartnerAppNameInvalid>()
        .Error<PartnerAppOperatorMissing>()
        .Error<PartnerAppOperatorUnwanted>()
        .Error<PartnerAppScopeRefused>()
        .Error<PartnerAppCannotActForConsumers>()
        .Error<PartnerAppNotFound>()
        .Error<PartnerAppRevoked>()
        .Error<PartnerAppChangedMeanwhile>();
}
