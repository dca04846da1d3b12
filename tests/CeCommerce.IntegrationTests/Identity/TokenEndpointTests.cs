using System.Text.Json;
using CeCommerce.Checkout;
using CeCommerce.Listings;
using CeCommerce.Partners;
using CeCommerce.Platform;
using CeCommerce.Platform.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace CeCommerce.IntegrationTests.Identity;

public sealed class TokenEndpointTests(IdentityServer server)
{
    private const string Exchange = "urn:ietf:params:oauth:grant-type:token-exchange";

    private Scopes Known => server.Services.GetRequiredService<Scopes>();

    [Theory]
    [InlineData("Refurbisher")]
    [InlineData("Operator")]
    [InlineData("Auditor")]
    [InlineData("Platform")]
    public async Task An_app_gets_a_token_of_its_role_and_tenant(string name)
    {
        var role = Enum.Parse<Role>(name);
        var app = await server.RegisterAsync(role);
        var (status, body) = await server.ForItselfAsync(app.ClientId, app.Secret);
        Assert.Equal(200, status);
        Assert.Equal(3600, body.GetProperty("expires_in").GetInt32(), tolerance: 5);
        var caller = await CallerOfAsync(body);
        Assert.Equal((int)role, caller.GetProperty("role").GetInt32());
        Assert.Equal(app.ClientId, caller.GetProperty("clientId").GetString());
        Assert.Equal(role is Role.Refurbisher or Role.Operator, caller.GetProperty("operatorId").ValueKind != JsonValueKind.Null);
        Assert.Equal(Known.Of(role).Order(StringComparer.Ordinal), ScopesOf(caller));
    }

    [Fact]
    public async Task An_app_acts_for_its_own_consumer()
    {
        var app = await server.RegisterAsync(Role.Consumer, mayActForConsumers: true);
        var (status, body) = await server.ForConsumerAsync(app.ClientId, app.Secret, "u-0042");
        Assert.Equal(200, status);
        var caller = await CallerOfAsync(body);
        Assert.Equal((int)Role.Consumer, caller.GetProperty("role").GetInt32());
        Assert.Equal("u-0042", caller.GetProperty("consumerId").GetString());
        Assert.Equal($"{app.ClientId}/Consumer/u-0042", caller.GetProperty("name").GetString());
        Assert.Equal(Known.Of(Role.Consumer).Order(StringComparer.Ordinal), ScopesOf(caller));
    }

    [Fact]
    public async Task A_consumer_facing_app_that_names_nobody_reads_the_catalogue_and_hears_of_its_orders()
    {
        var app = await server.RegisterAsync(Role.Consumer, mayActForConsumers: true);
        var (_, body) = await server.ForItselfAsync(app.ClientId, app.Secret);
        var caller = await CallerOfAsync(body);
        Assert.Equal(JsonValueKind.Null, caller.GetProperty("role").ValueKind);
        Assert.Equal([ListingScopes.Read, BuyingScopes.Read], ScopesOf(caller));
        Assert.Equal("invalid_scope", Error(await server.ForItselfAsync(app.ClientId, app.Secret, BuyingScopes.Write)));
    }

    [Fact]
    public async Task A_token_can_be_asked_with_fewer_scopes()
    {
        var app = await server.RegisterAsync(Role.Refurbisher);
        var (_, body) = await server.ForItselfAsync(app.ClientId, app.Secret, "listings:read items:read");
        Assert.Equal(["items:read", "listings:read"], ScopesOf(await CallerOfAsync(body)));
    }

    [Theory]
    [InlineData("orders:write")]
    [InlineData("platform")]
    [InlineData("listings:read platform")]
    [InlineData("no:such")]
    [InlineData("openid")]
    [InlineData("offline_access")]
    public async Task More_than_the_app_was_registered_with_is_refused(string scope)
    {
        var app = await server.RegisterAsync(Role.Refurbisher, scopes: [ListingScopes.Read]);
        var answer = await server.ForItselfAsync(app.ClientId, app.Secret, scope);
        Assert.Equal(400, answer.Status);

        // OpenIddict tells a scope that nobody has (invalid_scope) from one that this app may not have (invalid_request).
        Assert.Contains(Error(answer), new[] { "invalid_scope", "invalid_request" });
    }

    [Fact]
    public async Task A_wrong_secret_is_refused()
    {
        var app = await server.RegisterAsync(Role.Auditor);
        var answer = await server.ForItselfAsync(app.ClientId, "wrong");
        Assert.Equal(401, answer.Status);
        Assert.Equal("invalid_client", Error(answer));
    }

    [Theory]
    [InlineData("nobody", "x")]
    [InlineData("", "x")]
    [InlineData("nobody", "")]
    [InlineData("'; DROP TABLE identity.partner_apps; --", "x")]
    [InlineData("a\0b", "x")]
    public async Task An_unknown_client_is_refused(string clientId, string secret)
    {
        var (status, body) = await server.ForItselfAsync(clientId, secret);
        Assert.InRange(status, 400, 401);
        Assert.True(body.TryGetProperty("error", out _));
    }

    [Fact]
    public async Task A_revoked_app_gets_no_token()
    {
        var app = await server.RegisterAsync(Role.Auditor);
        await WithServiceAsync(service => service.RevokeAsync(app.Id, Caller.Anonymous, "left", TestContext.Current.CancellationToken));
        Assert.Equal("invalid_client", Error(await server.ForItselfAsync(app.ClientId, app.Secret)));
    }

    [Fact]
    public async Task A_rotated_secret_replaces_the_old_one()
    {
        var app = await server.RegisterAsync(Role.Auditor);
        var rotated = await WithServiceAsync(service => service.RotateSecretAsync(app.Id, Caller.Anonymous, TestContext.Current.CancellationToken));
        Assert.Equal("invalid_client", Error(await server.ForItselfAsync(app.ClientId, app.Secret)));
        Assert.Equal(200, (await server.ForItselfAsync(app.ClientId, rotated.Value!.Secret)).Status);
    }

    [Fact]
    public async Task An_app_that_may_not_act_for_consumers_cannot_exchange()
    {
        foreach (var role in Enum.GetValues<Role>())
        {
            var app = await server.RegisterAsync(role);
            var answer = await server.ForConsumerAsync(app.ClientId, app.Secret, "u-1");
            Assert.Equal(400, answer.Status);
            Assert.Equal("unauthorized_client", Error(answer));
        }
    }

    [Fact]
    public async Task An_exchange_needs_the_secret()
    {
        var app = await server.RegisterAsync(Role.Consumer, mayActForConsumers: true);
        Assert.Equal("invalid_client", Error(await server.ForConsumerAsync(app.ClientId, "wrong", "u-1")));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("a b")]
    [InlineData("taro@example.jp")]
    [InlineData("山田太郎")]
    [InlineData("a\0b")]
    [InlineData("a\r\nb")]
    [InlineData("u-1\n")]
    [InlineData("u\u00ad1")]
    public async Task A_consumer_id_that_is_no_opaque_id_is_refused(string consumer)
    {
        var app = await server.RegisterAsync(Role.Consumer, mayActForConsumers: true);
        var answer = await server.ForConsumerAsync(app.ClientId, app.Secret, consumer);
        Assert.Equal(400, answer.Status);
        Assert.Equal("invalid_request", Error(answer));
    }

    [Fact]
    public async Task A_consumer_id_ends_at_128_characters()
    {
        var app = await server.RegisterAsync(Role.Consumer, mayActForConsumers: true);
        Assert.Equal(200, (await server.ForConsumerAsync(app.ClientId, app.Secret, new string('x', 128))).Status);
        Assert.Equal("invalid_request", Error(await server.ForConsumerAsync(app.ClientId, app.Secret, new string('x', 129))));
        Assert.Equal("invalid_request", Error(await server.ForConsumerAsync(app.ClientId, app.Secret, new string('x', 1_000_000))));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("other-app/u-1")]
    [InlineData("\"role\":\"platform\"")]
    [InlineData("..%2f..")]
    public async Task A_consumer_id_cannot_reach_out_of_its_app(string consumer)
    {
        var app = await server.RegisterAsync(Role.Consumer, mayActForConsumers: true);
        var (_, body) = await server.ForConsumerAsync(app.ClientId, app.Secret, consumer);
        var caller = await CallerOfAsync(body);
        Assert.Equal(app.ClientId, caller.GetProperty("clientId").GetString());
        Assert.Equal(consumer, caller.GetProperty("consumerId").GetString());
        Assert.Equal((int)Role.Consumer, caller.GetProperty("role").GetInt32());
    }

    [Theory]
    [InlineData("urn:ietf:params:oauth:token-type:access_token")]
    [InlineData("urn:ietf:params:oauth:token-type:id_token")]
    [InlineData("urn:ietf:params:oauth:token-type:jwt")]
    [InlineData("x")]
    public async Task Only_a_consumer_id_can_be_exchanged(string type)
    {
        var app = await server.RegisterAsync(Role.Consumer, mayActForConsumers: true);
        var (_, own) = await server.ForItselfAsync(app.ClientId, app.Secret);
        var answer = await server.AskAsync(
            ("grant_type", Exchange), ("client_id", app.ClientId), ("client_secret", app.Secret),
            ("subject_token", own.GetProperty("access_token").GetString()!), ("subject_token_type", type));
        Assert.Equal(400, answer.Status);
    }

    [Theory]
    [InlineData("password")]
    [InlineData("refresh_token")]
    [InlineData("authorization_code")]
    [InlineData("")]
    [InlineData("\0")]
    public async Task Other_grant_types_are_refused(string grant)
    {
        var app = await server.RegisterAsync(Role.Consumer, mayActForConsumers: true);
        Assert.Equal(400, (await server.AskAsync(("grant_type", grant), ("client_id", app.ClientId), ("client_secret", app.Secret))).Status);
    }

    [Fact]
    public async Task The_token_says_when_only_registered_documents_are_allowed()
    {
        var app = await server.RegisterAsync(Role.Auditor, trustedDocumentsOnly: true);
        var (_, body) = await server.ForItselfAsync(app.ClientId, app.Secret);
        Assert.True((await CallerOfAsync(body)).GetProperty("trustedDocumentsOnly").GetBoolean());
    }

    [Fact]
    public async Task Discovery_names_a_stable_issuer_and_the_public_key()
    {
        var discovery = JsonDocument.Parse(await server.Http.GetStringAsync(new Uri("/.well-known/openid-configuration", UriKind.Relative), TestContext.Current.CancellationToken)).RootElement;
        Assert.Equal("https://cecommerce.invalid/", discovery.GetProperty("issuer").GetString());
        Assert.StartsWith(server.Http.BaseAddress!.AbsoluteUri, discovery.GetProperty("token_endpoint").GetString(), StringComparison.Ordinal);
        var keys = JsonDocument.Parse(await server.Http.GetStringAsync(new Uri(discovery.GetProperty("jwks_uri").GetString()!), TestContext.Current.CancellationToken)).RootElement;
        var key = Assert.Single(keys.GetProperty("keys").EnumerateArray());
        Assert.Equal("EC", key.GetProperty("kty").GetString());
        Assert.False(key.TryGetProperty("d", out _));
    }

    [Fact]
    public async Task Neither_consumer_nor_secret_nor_token_is_logged()
    {
        var app = await server.RegisterAsync(Role.Consumer, mayActForConsumers: true);
        var (_, body) = await server.ForConsumerAsync(app.ClientId, app.Secret, "consumer-not-to-be-logged");
        await CallerOfAsync(body);
        var token = body.GetProperty("access_token").GetString()!;
        Assert.NotEmpty(server.Log.Lines);
        Assert.DoesNotContain(server.Log.Lines, line => line.Contains("consumer-not-to-be-logged", StringComparison.Ordinal));
        Assert.DoesNotContain(server.Log.Lines, line => line.Contains(app.Secret, StringComparison.Ordinal));
        Assert.DoesNotContain(server.Log.Lines, line => line.Contains(token, StringComparison.Ordinal));
    }

    private static string? Error((int Status, JsonElement Body) answer) => answer.Body.GetProperty("error").GetString();

    private static IEnumerable<string> ScopesOf(JsonElement caller) =>
        caller.GetProperty("scopes").EnumerateArray().Select(scope => scope.GetString()!).Order(StringComparer.Ordinal);

    private async Task<JsonElement> CallerOfAsync(JsonElement body)
    {
        var (status, caller) = await server.WhoAmIAsync("Bearer " + body.GetProperty("access_token").GetString());
        Assert.Equal(200, status);
        return caller;
    }

    private async Task<T> WithServiceAsync<T>(Func<PartnerAppService, Task<T>> act)
    {
        await using var scope = server.Services.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<PartnerAppService>());
    }
}
