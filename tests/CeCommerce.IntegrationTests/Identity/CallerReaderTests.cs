using System.Security.Cryptography;
using System.Text;
using CeCommerce.Partners;
using CeCommerce.Platform;
using CeCommerce.Platform.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace CeCommerce.IntegrationTests.Identity;

/// <summary>Tokens are forged from a good one by changing one thing; each must be refused, none read as anonymous.</summary>
public sealed class CallerReaderTests(IdentityServer server)
{
    private static readonly LocalTokenRequest Alice = new(Role.Consumer, null, "alice", []);

    [Fact]
    public async Task No_token_is_an_anonymous_caller()
    {
        var (status, caller) = await server.WhoAmIAsync(null);
        Assert.Equal(200, status);
        Assert.Equal("anonymous", caller.GetProperty("name").GetString());
    }

    [Fact]
    public async Task A_good_token_is_read_and_read_again_from_memory()
    {
        var token = Local(Alice);
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal("alice", (await server.WhoAmIAsync("Bearer " + token)).Body.GetProperty("consumerId").GetString());
            Assert.Equal("alice", (await server.WhoAmIAsync("bearer   " + token + " ")).Body.GetProperty("consumerId").GetString());
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("a.b.c")]
    [InlineData("..")]
    [InlineData("eyJhbGciOiJub25lIn0.e30.")]
    [InlineData("null")]
    public async Task What_is_no_token_is_refused(string text) => await AssertRefusedAsync("Bearer " + text);

    [Theory]
    [InlineData("Basic dXNlcjpwYXNz")]
    [InlineData("Bearer")]
    [InlineData("Negotiate")]
    [InlineData("👾")]
    public async Task Another_scheme_is_refused(string authorization)
    {
        var read = await Reader.ReadAsync(authorization);
        Assert.Equal("UNAUTHENTICATED", read.Error?.Code);
    }

    [Fact]
    public async Task A_token_of_a_megabyte_is_refused_unread() =>
        Assert.Equal("UNAUTHENTICATED", (await Reader.ReadAsync("Bearer " + new string('a', 1_000_000))).Error?.Code);

    [Fact]
    public async Task An_expired_token_is_refused_also_from_memory()
    {
        var token = "Bearer " + Local(Alice);
        Assert.Null((await Reader.ReadAsync(token)).Error);
        var fresh = "Bearer " + Local(Alice with { Consumer = "bob" });
        var expiring = "Bearer " + Forge(expires: TimeSpan.FromSeconds(-1));
        Assert.Equal(new TokenRefused(Expired: true), (await Reader.ReadAsync(expiring)).Error as TokenRefused, Same);
        using (server.Clock.Ahead(TimeSpan.FromHours(25)))
        {
            Assert.True(((TokenRefused)(await Reader.ReadAsync(token)).Error!).Expired);
            Assert.True(((TokenRefused)(await Reader.ReadAsync(fresh)).Error!).Expired);
        }
    }

    [Fact]
    public async Task A_token_without_an_end_is_refused() => await AssertRefusedAsync("Bearer " + Forge(change: d => d.Expires = null));

    [Fact]
    public async Task A_token_for_another_audience_is_refused() => await AssertRefusedAsync("Bearer " + Forge(change: d => d.Audience = "urn:other:api"));

    [Fact]
    public async Task A_token_of_another_issuer_is_refused() => await AssertRefusedAsync("Bearer " + Forge(change: d => d.Issuer = "https://evil.invalid/"));

    [Fact]
    public async Task A_token_of_another_type_is_refused() => await AssertRefusedAsync("Bearer " + Forge(change: d => d.TokenType = "JWT"));

    [Fact]
    public async Task A_token_signed_with_another_key_is_refused()
    {
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var key = new ECDsaSecurityKey(stranger) { KeyId = Key.Key.KeyId };
        await AssertRefusedAsync("Bearer " + Forge(change: d => d.SigningCredentials = new(key, SecurityAlgorithms.EcdsaSha256)));
    }

    [Fact]
    public async Task A_token_signed_with_the_public_key_as_a_password_is_refused()
    {
        var publicKey = ((ECDsaSecurityKey)Key.Key).ECDsa.ExportSubjectPublicKeyInfo();
        await AssertRefusedAsync("Bearer " + Forge(change: d => d.SigningCredentials = new(new SymmetricSecurityKey(publicKey), SecurityAlgorithms.HmacSha256)));
    }

    [Fact]
    public async Task A_token_without_signature_is_refused()
    {
        await AssertRefusedAsync("Bearer " + Forge(change: d => d.SigningCredentials = null));
        var parts = Local(Alice).Split('.');
        var header = Base64UrlEncoder.Encode(Encoding.UTF8.GetBytes("""{"alg":"none","typ":"at+jwt"}"""));
        await AssertRefusedAsync($"Bearer {header}.{parts[1]}.");
        await AssertRefusedAsync($"Bearer {header}.{parts[1]}.{parts[2]}");
    }

    [Fact]
    public async Task A_token_whose_content_was_changed_is_refused()
    {
        var parts = Local(Alice).Split('.');
        var content = Encoding.UTF8.GetString(Base64UrlEncoder.DecodeBytes(parts[1])).Replace("alice", "carol", StringComparison.Ordinal);
        await AssertRefusedAsync($"Bearer {parts[0]}.{Base64UrlEncoder.Encode(Encoding.UTF8.GetBytes(content))}.{parts[2]}");
    }

    [Theory]
    [InlineData("role", "root")]
    [InlineData("role", "Platform")]
    [InlineData("role", "4")]
    [InlineData("role", "auditor")]
    [InlineData("role", "operator")]
    [InlineData("operator", "01990000-0000-7000-8000-000000000001")]
    [InlineData("operator", "x")]
    [InlineData("consumer", "taro@example.jp")]
    [InlineData("client_id", null)]
    [InlineData("consumer", null)]
    public async Task A_token_whose_claims_do_not_add_up_is_refused(string claim, string? value) => await AssertRefusedAsync("Bearer " + Forge(change: d =>
    {
        d.Claims.Remove(claim);
        if (value is not null)
        {
            d.Claims[claim] = value;
        }
    }));

    [Fact]
    public async Task Knowing_who_asks_costs_no_sql()
    {
        var token = "Bearer " + Local(Alice);
        var before = server.Log.Lines.Count(line => line.Contains("DbCommand", StringComparison.Ordinal));
        for (var i = 0; i < 10; i++)
        {
            await server.WhoAmIAsync(token);
        }

        Assert.Equal(before, server.Log.Lines.Count(line => line.Contains("DbCommand", StringComparison.Ordinal)));
    }

    private CallerReader Reader => server.Services.GetRequiredService<CallerReader>();

    private SigningCredentials Key => server.Settings.Key;

    private static readonly Func<TokenRefused?, TokenRefused?, bool> Same = (left, right) => left?.Expired == right?.Expired;

    private string Local(LocalTokenRequest request) => server.Services.GetRequiredService<LocalToken>().Make(request);

    private string Forge(TimeSpan? expires = null, Action<SecurityTokenDescriptor>? change = null)
    {
        var now = server.Clock.GetUtcNow().UtcDateTime;
        var descriptor = new SecurityTokenDescriptor
        {
            TokenType = "at+jwt",
            Issuer = server.Settings.Issuer.AbsoluteUri,
            Audience = IdentitySettings.Audience,
            IssuedAt = now.AddMinutes(-5),
            Expires = now + (expires ?? TimeSpan.FromHours(1)),
            SigningCredentials = Key,
            Claims = new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["client_id"] = "demo-app",
                ["role"] = "consumer",
                ["consumer"] = "alice",
                ["scope"] = "listings:read",
            },
        };
        change?.Invoke(descriptor);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(descriptor);
    }

    private async Task AssertRefusedAsync(string authorization)
    {
        var (status, body) = await server.WhoAmIAsync(authorization);
        Assert.Equal(401, status);
        Assert.Equal("UNAUTHENTICATED", body.GetProperty("code").GetString());
    }
}
