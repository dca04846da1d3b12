using System.Text.Json;
using CeCommerce.Operators;
using CeCommerce.Operators.Auditing;
using CeCommerce.Platform;
using CeCommerce.Platform.Identity;
using Npgsql;

namespace CeCommerce.Partners;

/// <summary>
/// One partner app of each kind, to try the product with. Their secrets are made anew for every home and written to
/// <c>demo-clients.json</c> there, readable by the owner only.
/// </summary>
internal sealed class DemoPartnerApps(NpgsqlDataSource source, PartnerAppService apps, OperatorDirectory operators, IdentitySettings settings)
{
    private static readonly Caller Seed = Caller.System with { ClientId = "seed" };

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

        var wanted = Wanted(await operators.FindAsync(DemoOperators.Refurbisher, cancellationToken)).ToList();
        var known = await KnownAsync(wanted, cancellationToken);
        var secrets = ReadSecrets();
        foreach (var request in wanted)
        {
            await SeedAsync(request, known.TryGetValue(request.ClientId!, out var id) ? id : null, secrets, cancellationToken);
        }
    }

    // In SQL, because a start that finds everything in place should not have to compile a query for that.
    private async Task<Dictionary<string, Guid>> KnownAsync(IEnumerable<PartnerAppRequest> wanted, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("SELECT client_id, id FROM identity.partner_apps WHERE client_id = ANY ($1)");
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. wanted.Select(request => request.ClientId!)] });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var known = new Dictionary<string, Guid>(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancellationToken))
        {
            known[reader.GetString(0)] = reader.GetGuid(1);
        }

        return known;
    }

    private async Task SeedAsync(PartnerAppRequest request, Guid? known, SortedDictionary<string, string> secrets, CancellationToken cancellationToken)
    {
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
        yield return new("Demo auditor", Role.Auditor, null, null, MayActForConsumers: false, TrustedDocumentsOnly: false, DemoAssignments.Auditor);
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
