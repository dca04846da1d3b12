using System.Text.Json;
using CeCommerce.Partners;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CeCommerce.IntegrationTests.Identity;

public sealed class DemoPartnerAppsTests(IdentityServer server)
{
    private string SecretsFile => Path.Combine(server.Settings.Home, "demo-clients.json");

    [Fact]
    public async Task Seeding_makes_working_apps_and_again_changes_nothing()
    {
        await SeedAsync();
        var first = await File.ReadAllTextAsync(SecretsFile, TestContext.Current.CancellationToken);
        var secrets = JsonSerializer.Deserialize<Dictionary<string, string>>(first)!;
        Assert.Equal(["demo-app", "demo-auditor", "demo-operator", "demo-platform", "demo-refurbisher"], secrets.Keys.Order(StringComparer.Ordinal));
        foreach (var (client, secret) in secrets)
        {
            Assert.Equal(200, (await server.ForItselfAsync(client, secret)).Status);
        }

        await SeedAsync();
        Assert.Equal(first, await File.ReadAllTextAsync(SecretsFile, TestContext.Current.CancellationToken));
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(SecretsFile) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Fact]
    public async Task Secrets_that_were_lost_are_made_anew()
    {
        await SeedAsync();
        await File.WriteAllTextAsync(SecretsFile, "{ broken", TestContext.Current.CancellationToken);
        await SeedAsync();
        var secrets = JsonSerializer.Deserialize<Dictionary<string, string>>(await File.ReadAllTextAsync(SecretsFile, TestContext.Current.CancellationToken))!;
        Assert.Equal(200, (await server.ForConsumerAsync("demo-app", secrets["demo-app"], "alice")).Status);
    }

    [Fact]
    public async Task Outside_development_nothing_is_seeded()
    {
        await using var scope = server.Services.CreateAsyncScope();
        var seed = ActivatorUtilities.CreateInstance<DemoPartnerApps>(scope.ServiceProvider, server.Settings with { Development = false });
        await Assert.ThrowsAsync<InvalidOperationException>(() => seed.SeedAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Every_change_of_an_app_is_noted_and_no_secret_with_it()
    {
        var app = await server.RegisterAsync(Role.Auditor);
        await using var scope = server.Services.CreateAsyncScope();
        var service = scope.ServiceProvider.GetRequiredService<PartnerAppService>();
        var who = new Caller(Role.Platform, null, null, "console", new HashSet<string>(StringComparer.Ordinal));
        Assert.Null((await service.RotateSecretAsync(app.Id, who, TestContext.Current.CancellationToken)).Error);
        Assert.Null((await service.RevokeAsync(app.Id, who, "lost", TestContext.Current.CancellationToken)).Error);
        Assert.Equal("PARTNER_APP_REVOKED", (await service.RevokeAsync(app.Id, who, null, TestContext.Current.CancellationToken)).Error?.Code);
        Assert.Equal("PARTNER_APP_REVOKED", (await service.RotateSecretAsync(app.Id, who, TestContext.Current.CancellationToken)).Error?.Code);
        var notes = await scope.ServiceProvider.GetRequiredService<CommerceDatabase>().Set<Platform.History.HistoryEntry>()
            .Where(entry => entry.SubjectId == app.Id.Value).OrderBy(entry => entry.Id).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["registered", "secret rotated", "revoked"], notes.Select(note => note.What));
        Assert.Equal("console/Platform/", notes[2].Who);
        Assert.DoesNotContain(notes, note => (note.Old + note.New).Contains(app.Secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Two_changes_of_one_app_at_once_do_not_overwrite_each_other()
    {
        var app = await server.RegisterAsync(Role.Auditor);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            await using var scope = server.Services.CreateAsyncScope();
            return await scope.ServiceProvider.GetRequiredService<PartnerAppService>().RotateSecretAsync(app.Id, Caller.Anonymous, TestContext.Current.CancellationToken);
        }));
        Assert.All(outcomes, outcome => Assert.True(outcome.Error is null or PartnerAppChangedMeanwhile));
        var working = 0;
        foreach (var outcome in outcomes.Where(outcome => outcome.Error is null))
        {
            working += (await server.ForItselfAsync(app.ClientId, outcome.Value!.Secret)).Status == 200 ? 1 : 0;
        }

        Assert.Equal(1, working);
    }

    [Theory]
    [InlineData("", "Auditor", false, false, null, "PARTNER_APP_NAME_INVALID")]
    [InlineData("a\0b", "Auditor", false, false, null, "PARTNER_APP_NAME_INVALID")]
    [InlineData("app", "Refurbisher", false, false, null, "PARTNER_APP_OPERATOR_MISSING")]
    [InlineData("app", "Auditor", true, false, null, "PARTNER_APP_OPERATOR_UNWANTED")]
    [InlineData("app", "Operator", true, false, null, "PARTNER_APP_OPERATOR_MISSING")]
    [InlineData("app", "Auditor", false, true, null, "PARTNER_APP_CANNOT_ACT_FOR_CONSUMERS")]
    [InlineData("app", "Auditor", false, false, "orders:write", "PARTNER_APP_SCOPE_REFUSED")]
    [InlineData("app", "Consumer", false, true, "platform", "PARTNER_APP_SCOPE_REFUSED")]
    public async Task What_makes_no_sense_as_an_app_is_refused(string name, string role, bool unknownOperator, bool acts, string? scope, string code)
    {
        await using var services = server.Services.CreateAsyncScope();
        var outcome = await services.ServiceProvider.GetRequiredService<PartnerAppService>().RegisterAsync(
            new(name, Enum.Parse<Role>(role), unknownOperator ? Guid.CreateVersion7() : null, scope is null ? null : [scope], acts, TrustedDocumentsOnly: false),
            Caller.Anonymous,
            TestContext.Current.CancellationToken);
        Assert.Equal(code, outcome.Error?.Code);
    }

    private async Task SeedAsync()
    {
        await using var scope = server.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DemoPartnerApps>().SeedAsync(TestContext.Current.CancellationToken);
    }
}
