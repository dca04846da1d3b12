using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Server;
using OpenIddict.Server.AspNetCore;
using Errors = OpenIddict.Abstractions.OpenIddictConstants.Errors;

namespace CeCommerce.Platform.Identity;

/// <summary>Registers the token endpoint and the reading of tokens; whom it issues tokens to is registered by the feature that keeps them.</summary>
internal static class IdentityFeature
{
    private const string TokenEndpoint = "/connect/token";

    /// <summary>
    /// Settings and signing key are read when they are first needed, so that a command that issues nothing makes no key; an unusable one
    /// refuses the start.
    /// </summary>
    public static IServiceCollection AddIdentity(this IServiceCollection services, Settings settings)
    {
        services.AddSingleton(_ => IdentitySettings.Read(Environment.GetEnvironmentVariable, settings.Home, settings.IsDevelopment).Try(out var read, out var error)
            ? read
            : throw new StartRefused(error));
        services.AddSingleton<CallerReader>();
        services.AddSingleton<Scopes>();
        services.AddAuthentication();
        services.AddOpenIddict().AddServer(Configure);
        services.AddOptions<OpenIddictServerOptions>().Configure<IdentitySettings>((options, settings) =>
        {
            options.Issuer = settings.Issuer;
            options.SigningCredentials.Add(settings.Key);
        });
        services.AddOptions<OpenIddictServerOptions>().Configure<Scopes>((options, scopes) => options.Scopes.UnionWith(scopes.All));
        services.AddOptions<OpenIddictServerAspNetCoreOptions>().Configure<IdentitySettings>(
            (options, settings) => options.DisableTransportSecurityRequirement = settings.Development);

        // At lower levels OpenIddict logs whole requests, and a consumer's id is part of one.
        services.AddLogging(logging => logging.AddFilter("OpenIddict", LogLevel.Warning));
        return services;
    }

    /// <summary>Serves tokens, discovery and public keys. Other paths are not touched, so that they pay nothing for it.</summary>
    public static IApplicationBuilder UseIdentity(this IApplicationBuilder app)
    {
        // Read now, so that an unusable key stops the start instead of the first token.
        _ = app.ApplicationServices.GetRequiredService<IdentitySettings>();
        // Without this mark WebApplication puts the authentication middleware before everything else, for every path.
        app.Properties["__AuthenticationMiddlewareSet"] = true;
        return app.UseWhen(IsOurs, branch => branch.Use(RefuseBrokenForm).UseAuthentication());
    }

    private static bool IsOurs(HttpContext http) =>
        http.Request.Path.StartsWithSegments(TokenEndpoint, StringComparison.OrdinalIgnoreCase)
        || http.Request.Path.StartsWithSegments("/.well-known", StringComparison.OrdinalIgnoreCase);

    private static void Configure(OpenIddictServerBuilder server)
    {
        server.SetTokenEndpointUris(TokenEndpoint[1..]);
        server.AllowClientCredentialsFlow().AllowTokenExchangeFlow();
        server.Configure(options =>
        {
            options.SubjectTokenTypes.Clear();
            options.SubjectTokenTypes.Add(ConsumerId.TokenType);
        });
        server.AddEventHandler(ConsumerSubject.Descriptor);
        server.SetAccessTokenLifetime(IdentitySettings.TokenLifetime);
        server.DisableAccessTokenEncryption().DisableTokenStorage().DisableAuthorizationStorage();

        // OpenIddict wants an encryption key though nothing it issues here is encrypted.
        server.AddEncryptionKey(new SymmetricSecurityKey(RandomNumberGenerator.GetBytes(32)));
        server.UseAspNetCore();
    }

    /// <summary>OpenIddict reads the form as it comes; one that cannot be read (NUL, too many fields, cut off) is the sender's fault, not ours.</summary>
    private static async Task RefuseBrokenForm(HttpContext http, RequestDelegate next)
    {
        try
        {
            if (http.Request.HasFormContentType)
            {
                await http.Request.ReadFormAsync(http.RequestAborted);
            }
        }
        catch (Exception e) when (e is InvalidDataException or BadHttpRequestException)
        {
            http.Response.StatusCode = (e as BadHttpRequestException)?.StatusCode ?? StatusCodes.Status400BadRequest;
            await http.Response.WriteAsJsonAsync(new { error = Errors.InvalidRequest, error_description = "The form in the request's body cannot be read." });
            return;
        }

        await next(http);
    }
}
