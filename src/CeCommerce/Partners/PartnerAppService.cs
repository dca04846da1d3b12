using System.Security.Cryptography;
using CeCommerce.Operators;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.History;
using CeCommerce.Platform.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Core;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Abstractions.OpenIddictExceptions;
using Scopes = CeCommerce.Platform.Identity.Scopes;

namespace CeCommerce.Partners;

/// <summary>An app and the secret that it was just given. The secret is kept nowhere else than with the app.</summary>
internal sealed record IssuedPartnerApp(PartnerApp App, string Secret);

/// <summary>
/// What is asked for when an app is registered. No scopes: all that the role may have. No client id: the app's own id.
/// </summary>
internal sealed record PartnerAppRequest(
    string Name,
    Role Role,
    Guid? OperatorId,
    IReadOnlyList<string>? Scopes,
    bool MayActForConsumers,
    bool TrustedDocumentsOnly,
    string? ClientId = null);

/// <summary>Registers partner apps, gives them new secrets and takes their access away. Every change is noted in the history.</summary>
internal sealed class PartnerAppService(
    CommerceDatabase database, OpenIddictApplicationManager<PartnerApp> apps, OperatorDirectory operators, Scopes known, TimeProvider clock)
{
    public async Task<Outcome<IssuedPartnerApp>> RegisterAsync(PartnerAppRequest request, Caller who, CancellationToken cancellationToken)
    {
        if (PartnerAppRules.Check(request, known) is { } error)
        {
            return error;
        }

        if (request.OperatorId is { } tenant && !await operators.ExistsAsync(tenant, cancellationToken))
        {
            return new PartnerAppOperatorMissing(request.Role, "input", "operatorId");
        }

        var app = Draft(request);
        var secret = NewSecret();
        database.Note(HistoryEntry.Of(new PartnerAppId(app.Id), "registered", who, app.RegisteredAt, @new: Described(app)));
        await apps.CreateAsync(app, secret, cancellationToken);
        return new IssuedPartnerApp(app, secret);
    }

    /// <summary>The old secret stops working at once; tokens already given live on until they expire.</summary>
    public async Task<Outcome<IssuedPartnerApp>> RotateSecretAsync(PartnerAppId id, Caller who, CancellationToken cancellationToken)
    {
        var found = await FindAsync(id, cancellationToken);
        if (!found.Try(out var app, out var error))
        {
            return Outcome<IssuedPartnerApp>.Refused(error);
        }

        var secret = NewSecret();
        database.Note(HistoryEntry.Of(id, "secret rotated", who, clock.GetUtcNow()));
        return await SaveAsync(() => apps.UpdateAsync(app, secret, cancellationToken)) is { } conflict ? conflict : new IssuedPartnerApp(app, secret);
    }

    /// <summary>The app gets no more tokens; those already given live on until they expire (<see cref="IdentitySettings.TokenLifetime"/>).</summary>
    public async Task<Outcome<PartnerApp>> RevokeAsync(PartnerAppId id, Caller who, string? why, CancellationToken cancellationToken)
    {
        var found = await FindAsync(id, cancellationToken);
        if (!found.Try(out var app, out var error))
        {
            return Outcome<PartnerApp>.Refused(error);
        }

        app.Revoke(clock.GetUtcNow());
        database.Note(HistoryEntry.Of(id, "revoked", who, clock.GetUtcNow(), why: why));
        return await SaveAsync(() => apps.UpdateAsync(app, cancellationToken)) is { } conflict ? conflict : app;
    }

    private async Task<Outcome<PartnerApp>> FindAsync(PartnerAppId id, CancellationToken cancellationToken) =>
        await database.Set<PartnerApp>().SingleOrDefaultAsync(x => x.Id == id.Value, cancellationToken) switch
        {
            null => new PartnerAppNotFound("input", "id"),
            { RevokedAt: { } since } => new PartnerAppRevoked(since, "input", "id"),
            var app => app,
        };

    private async Task<PartnerAppChangedMeanwhile?> SaveAsync(Func<ValueTask> save)
    {
        try
        {
            await save();
            return null;
        }
        catch (ConcurrencyException)
        {
            // Or whatever is saved next in this request would write down that it happened.
            database.ChangeTracker.Clear();
            return new PartnerAppChangedMeanwhile("input", "id");
        }
    }

    private PartnerApp Draft(PartnerAppRequest request)
    {
        var now = clock.GetUtcNow();
        var id = TypedId.New<PartnerAppId>(now);
        string[] scopes = [.. (request.Scopes ?? [.. known.Of(request.Role).Order(StringComparer.Ordinal)]).Distinct(StringComparer.Ordinal)];
        return new PartnerApp
        {
            Id = id.Value,
            ClientId = request.ClientId ?? TypedId.Format(id),
            ClientType = ClientTypes.Confidential,
            ApplicationType = ApplicationTypes.Web,
            DisplayName = request.Name.Trim(),
            Role = request.Role,
            OperatorId = request.OperatorId,
            MayActForConsumers = request.MayActForConsumers,
            TrustedDocumentsOnly = request.TrustedDocumentsOnly,
            Scopes = scopes,
            RegisteredAt = now,
            Permissions = PartnerAppRules.Permissions(scopes, request.MayActForConsumers),
        };
    }

    private static object Described(PartnerApp app) =>
        new { app.ClientId, Name = app.DisplayName, app.Role, app.OperatorId, app.Scopes, app.MayActForConsumers, app.TrustedDocumentsOnly };

    private static string NewSecret() => Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(32));
}
