using System.Text.Json;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Platform.Identity;

/// <summary>
/// One partner app of each kind, to try the product with. Their secrets are made anew for every home and written to
/// <c>demo-clients.json</c> there, readable by the owner only.
/// </summary>
internal sealed class DemoPartnerApps(CommerceDatabase database, PartnerAppService apps, OperatorDirectory operators, IdentitySettings settings)
{
    /// <summary>The operator whose systems the demo apps are.</summary>
    public const string OperatorCode = "demo-refurbisher";

    private static readonly Caller Seed = new(Role.Platform, null, null, "seed", Scopes.Of(Role.Platform));

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private string SecretsFile => Path.Combine(settings.Home, "demo-clients.json");

    public static async Task SeedAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DemoPartnerApps>().SeedAsync(cancellationToken);
    }

    /// <summary>Makes what is missing; running it again changes nothing. Throws outside development, where a known app would be a hole.</summary>
    public async Task SeedAsync(CancellationToken cancellationToken)
    {
        if (!settings.Development)
        {
            throw new InvalidOperationException("Demo partner apps are for development only; register real ones with registerPartnerApp.");
        }

        var tenant = await operators.FindAsync(OperatorCode, cancellationToken);
        var secrets = ReadSecrets();
        foreach (var request in Wanted(tenant))
        {
            await SeedAsync(request, secrets, cancellationToken);
        }
    }

    private async Task SeedAsync(PartnerAppRequest request, SortedDictionary<string, string> secrets, CancellationToken cancellationToken)
    {
        var known = await database.Set<PartnerApp>().AsNoTracking()
            .Where(app => app.ClientId == request.ClientId)
            .Select(app => (Guid?)app.Id)
            .SingleOrDefaultAsync(cancellationToken);
        if (known is not null && secrets.ContainsKey(request.ClientId!))
        {
            return;
        }

        var issued = known is null
            ? await apps.RegisterAsync(request, Seed, cancellationToken)
            : await apps.RotateSecretAsync(new PartnerAppId(known.Value), Seed, cancellationToken);
        if (issued.Try(out var app, out var error))
        {
            secrets[request.ClientId!] = app.Secret;
            PrivateFile.Write(SecretsFile, JsonSerializer.Serialize(secrets, Indented));
        }
        else if (error is not PartnerAppRevoked)
        {
            throw new InvalidOperationException($"The demo app {request.ClientId} cannot be registered: {error.Message.En}");
        }
    }

    private static IEnumerable<PartnerAppRequest> Wanted(Guid? tenant)
    {
        yield return new("Demo shopping app", Role.Consumer, null, null, MayActForConsumers: true, TrustedDocumentsOnly: false, "demo-app");
        yield return new("Demo auditor", Role.Auditor, null, null, MayActForConsumers: false, TrustedDocumentsOnly: false, "demo-auditor");
        yield return new("Demo platform console", Role.Platform, null, null, MayActForConsumers: false, TrustedDocumentsOnly: false, "demo-platform");
        if (tenant is not null)
        {
            yield return new("Demo refurbisher system", Role.Refurbisher, tenant, null, MayActForConsumers: false, TrustedDocumentsOnly: false, "demo-refurbisher");
            yield return new("Demo operator console", Role.Operator, tenant, null, MayActForConsumers: false, TrustedDocumentsOnly: false, "demo-operator");
        }
    }

    /// <summary>A file that cannot be read is made anew with new secrets.</summary>
    private SortedDictionary<string, string> ReadSecrets()
    {
        try
        {
            return File.Exists(SecretsFile)
                ? JsonSerializer.Deserialize<SortedDictionary<string, string>>(File.ReadAllText(SecretsFile)) ?? []
                : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
