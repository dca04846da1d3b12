using CeCommerce.Passports.Resolver;
using CeCommerce.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace CeCommerce.Tests.Passports.Resolver;

/// <summary>R01 of the resolver's criteria.</summary>
public sealed class SecureAddressTests
{
    private const string Target = "/01/04912345678904/21/A%2FB?linkType=linkset";

    [Theory]
    [InlineData("http", "Production", "https://id.example" + Target)]
    [InlineData("https", "Production", null)]
    [InlineData("http", "Development", null)]
    public void Plain_http_belongs_to_https_outside_development(string scheme, string environment, string? leads)
    {
        var http = new DefaultHttpContext();
        (http.Request.Scheme, http.Request.Host) = (scheme, new HostString("id.example"));
        http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = Target;
        Assert.Equal(leads, ResolverDoor.SecureAddress(http.Request, new Settings { Environment = environment, Home = "", Clock = TimeProvider.System }));
    }
}
