using CeCommerce.Passports.Barcode;
using CeCommerce.Passports.Identity;
using CeCommerce.Passports.PublicPage;

namespace CeCommerce.Passports.Resolver;

/// <summary>Registers the names of units and the doors that they lead to.</summary>
internal static class ResolverFeature
{
    public static IServiceCollection AddPassportLinks(this IServiceCollection services) => services
        .AddScoped<PassportLinks>()
        .AddScoped<PublicPassports>()
        .AddScoped<LinkLevels>();

    public static IEndpointRouteBuilder MapPassportLinks(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/passports/{id}", (RequestDelegate)PassportDoor.AnswerAsync);
        endpoints.MapGet("/models/{gtin}", (RequestDelegate)ModelDoor.AnswerAsync);
        endpoints.MapGet("/.well-known/gs1resolver", (RequestDelegate)DescriptionDoor.AnswerAsync);
        BarcodeDoor.Map(endpoints);
        ResolverDoor.Map(endpoints);
        return endpoints;
    }
}
