using CeCommerce.Partners;
using CeCommerce.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace CeCommerce.IntegrationTests.Identity;

/// <summary>The command writes to the process's console, so these tests take turns.</summary>
[Collection("console")]
public sealed class TokenCommandTests(IdentityServer server)
{
    [Theory]
    [InlineData("--as consumer --consumer bob", "demo-app/Consumer/bob")]
    [InlineData("--as consumer", "demo-app/Consumer/alice")]
    [InlineData("--as refurbisher", "demo-refurbisher/Refurbisher/01990000000070008000000000000001")]
    [InlineData("--as operator --operator demo-refurbisher", "demo-operator/Operator/01990000000070008000000000000001")]
    [InlineData("--as auditor", "demo-auditor/Auditor/")]
    [InlineData("--as platform", "demo-platform/Platform/")]
    public async Task The_printed_token_is_accepted(string arguments, string caller)
    {
        var (code, output, _) = await RunAsync(arguments);
        Assert.Equal(0, code);
        Assert.DoesNotContain(' ', output.Trim());
        Assert.Equal(caller, (await server.WhoAmIAsync("Bearer " + output.Trim())).Body.GetProperty("name").GetString());
    }

    [Fact]
    public async Task The_printed_token_can_have_fewer_scopes()
    {
        var (_, output, _) = await RunAsync("--as refurbisher --scope items:read listings:read");
        var scopes = (await server.WhoAmIAsync("Bearer " + output.Trim())).Body.GetProperty("scopes").EnumerateArray().Select(scope => scope.GetString());
        Assert.Equal(["items:read", "listings:read"], scopes.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("--as operator --operator no-such")]
    [InlineData("--as consumer --consumer taro@example.jp")]
    [InlineData("--as consumer --scope platform")]
    [InlineData("--as root")]
    [InlineData("--as 9")]
    [InlineData("--as 0")]
    [InlineData("")]
    public async Task What_cannot_be_is_refused_without_a_token(string arguments)
    {
        var (code, output, error) = await RunAsync(arguments);
        Assert.NotEqual(0, code);
        Assert.DoesNotContain("eyJ", output, StringComparison.Ordinal);
        Assert.NotEmpty(error);
    }

    [Fact]
    public async Task Outside_development_there_are_no_local_tokens()
    {
        var token = ActivatorUtilities.CreateInstance<LocalToken>(server.Services, server.Settings with { Development = false });
        var made = await token.MakeAsync(new(Role.Platform, "", "", []), TestContext.Current.CancellationToken);
        Assert.Equal("LOCAL_TOKEN_OUTSIDE_DEVELOPMENT", made.Error?.Code);
    }

    private async Task<(int Code, string Output, string Error)> RunAsync(string arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var (before, beforeError) = (Console.Out, Console.Error);
        Console.SetOut(output);
        Console.SetError(error);
        try
        {
            var command = TokenCommand.Create((work, stop) => work(server.Services, stop));
            var code = await command.Parse(arguments).InvokeAsync(new() { Output = output, Error = error }, TestContext.Current.CancellationToken);
            return (code, output.ToString(), error.ToString());
        }
        finally
        {
            Console.SetOut(before);
            Console.SetError(beforeError);
        }
    }
}
