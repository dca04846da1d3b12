using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace CeCommerce.IntegrationTests.Personal;

/// <summary>The commands as whoever runs the servers types them.</summary>
public sealed class KeysCommandTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task A_new_master_key_is_made_added_and_everything_is_wrapped_under_it()
    {
        var letters = new Letters(server);
        var (token, id) = (letters.Consumer("alice"), await letters.SavedAsync(letters.Consumer("alice")));
        var home = server.Services.GetRequiredService<Settings>().Home;
        var made = await ServerProcess.RunAsync(home, ["keys", "make"]);
        Assert.Equal(0, made.ExitCode);
        var file = Path.Combine(home, "keys", "personal.keys");
        var first = (await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken))[0];
        await File.AppendAllTextAsync(file, made.Output, TestContext.Current.CancellationToken);

        Assert.Equal((0, "1 key(s) wrapped anew.\n"), await RotateAsync(home));
        Assert.Equal((0, "0 key(s) wrapped anew.\n"), await RotateAsync(home));
        await File.WriteAllTextAsync(file, made.Output, TestContext.Current.CancellationToken);
        Assert.NotEqual(first, made.Output.TrimEnd());
        Assert.Equal(("READ", "佐藤花子"), await letters.ReadAsync(id, token));

        await File.WriteAllTextAsync(file, "geheim", TestContext.Current.CancellationToken);
        var refused = await ServerProcess.RunAsync(home, ["keys", "rotate"], ("CECOMMERCE_DATABASE", server.ConnectionString));
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("personal.keys", refused.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", refused.Errors, StringComparison.Ordinal);
    }

    private async Task<(int ExitCode, string Output)> RotateAsync(string home)
    {
        var (code, output, errors) = await ServerProcess.RunAsync(home, ["keys", "rotate"], ("CECOMMERCE_DATABASE", server.ConnectionString));
        Assert.True(code == 0, errors);
        return (code, output);
    }
}
