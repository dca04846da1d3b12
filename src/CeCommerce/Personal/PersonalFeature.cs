using CeCommerce.Personal.Keys;
using CeCommerce.Personal.Places;
using CeCommerce.Personal.Retained;
using CeCommerce.Personal.Texts;
using CeCommerce.Platform;
using CeCommerce.Platform.Changes;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.GraphQL;
using CeCommerce.Platform.Hosting;
using CeCommerce.Platform.Idempotency;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CeCommerce.Personal;

/// <summary>Registers the room that keeps personal data, its keys and their end.</summary>
internal static class PersonalFeature
{
    /// <summary>Settings are read when they are first needed, so that a command that keeps nothing makes no key.</summary>
    public static IServiceCollection AddPersonal(this IServiceCollection services, Settings settings)
    {
        services.AddSingleton(_ => PersonalSettings.Read(Environment.GetEnvironmentVariable, settings.Home, settings.IsDevelopment).Try(out var read, out var error)
            ? read
            : throw new StartRefused(error));
        services.AddSingleton<IKeyStore>(provider => provider.GetRequiredService<PersonalSettings>() is { KeysDatabase: { } database }
            ? new PostgresKeyStore(database)
            : new FolderKeyStore(provider.GetRequiredService<PersonalSettings>().KeyFolder));
        services.AddSingleton(provider => new MasterKeys(provider.GetRequiredService<PersonalSettings>().MasterKeyFile, provider.GetRequiredService<PersonalSettings>().MayMakeMasterKey));
        return services
            .AddRecipientScopes()
            .AddSingleton<PersonKeys>()
            .AddScoped<LiveKeys>()
            .AddScoped<ErasureRecords>()
            .AddScoped<Erasures>()
            .AddScoped<OwnKeyStore>()
            .AddScoped<KeyStoreCheck>()
            .AddScoped<KeyMoving>()
            .AddScoped<PersonalTexts>()
            .AddScoped<PersonalTextReader>()
            .AddScoped<RecipientReader>()
            .AddScoped<RecipientReadings>()
            .AddScoped<RetainedTexts>()
            .AddScoped<RetainedEnds>()
            .AddScoped<RetainedOfPersons>()
            .AddScoped(provider => ActivatorUtilities.CreateInstance<RecipientService>(provider, Changes(provider)))
            .AddScoped(provider => ActivatorUtilities.CreateInstance<RecipientVersions>(provider, Changes(provider)))
            .AddScoped(provider => ActivatorUtilities.CreateInstance<ErasureService>(provider, Changes(provider)))
            .AddGraphQLParts(Add);
    }

    public static IServiceCollection AddPersonalWorkers(this IServiceCollection services)
    {
        services.AddHealthChecks().AddCheck<KeysHealth>("personal keys", failureStatus: HealthStatus.Degraded, tags: [HostingFeature.Ready], timeout: TimeSpan.FromSeconds(3));
        return services.AddHostedService<ErasureWorker>().AddHostedService<RetainedEndWorker>();
    }

    /// <summary>A key store that refuses us, or is another's, stops the start; one that does not answer may do so later, and health tells.</summary>
    public static async Task PrepareAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<KeyStoreCheck>().PrepareAsync(cancellationToken);
    }

    private static AtomicChanges Changes(IServiceProvider provider) =>
        new(provider.GetRequiredService<CommerceDatabase>(), provider.GetRequiredService<IdempotencyKeys>(), new PersonalDataBusy());

    private static void Add(GraphQLParts parts) => parts
        .Queries<RecipientQueries>()
        .Mutations<RecipientMutations>()
        .Type<Recipient, RecipientGraphType>()
        .Type<PersonalDataErasure, PersonalDataErasureGraphType>()
        .Result<RecipientReading>()
        .Enum<SupportReason>()
        .Enum<RetainedKind>()
        .Enum<TextState>()
        .Node<Recipient, RecipientId>(
            (ids, context, cancellation) => context.RequestServices.GetRequiredService<RecipientReader>().FindAsync(ids, context.Caller, cancellation), RecipientScopes.Read)
        .Error<RecipientOwnerRequired>()
        .Error<RecipientNotFound>()
        .Error<TooManyRecipients>()
        .Error<RecipientTextInvalid>()
        .Error<NameKanaInvalid>()
        .Error<AddressLinesInvalid>()
        .Error<PostalCodeInvalid>()
        .Error<PostalCodeUnknown>()
        .Error<PostalCodeElsewhere>()
        .Error<MunicipalityMismatch>()
        .Error<PrefectureUnknown>()
        .Error<PhoneInvalid>()
        .Error<EmailInvalid>()
        .Error<ErasureNotConfirmed>()
        .Error<ErasureSubjectInvalid>()
        .Error<PersonalKeysUnavailable>()
        .Error<PersonalDataBusy>();
}
