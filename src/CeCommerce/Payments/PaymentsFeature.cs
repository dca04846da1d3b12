using CeCommerce.Payments.Connect;
using CeCommerce.Payments.Disputes;
using CeCommerce.Payments.Ledger;
using CeCommerce.Payments.Ledger.Log;
using CeCommerce.Payments.Loose;
using CeCommerce.Payments.Reconciling;
using CeCommerce.Payments.Sandbox;
using CeCommerce.Payments.Saved;
using CeCommerce.Payments.Settling;
using CeCommerce.Payments.Steps;
using CeCommerce.Payments.StripeConnect;
using CeCommerce.Payments.Webhooks;
using CeCommerce.Platform;
using CeCommerce.Platform.Events;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CeCommerce.Payments;

/// <summary>Registers payments. The sandbox processor moves no money, so outside development it has to be switched on.</summary>
internal static class PaymentsFeature
{
    public static IServiceCollection AddPayments(this IServiceCollection services, Settings settings)
    {
        services.AddEventKinds(PaymentEvents.Kinds);
        services.TryAddSingleton(provider => SettingsSection.Read<PaymentSettings>(provider.GetService<IConfiguration>(), PaymentSettings.Section).Try(out var read, out var error)
            ? read
            : throw new StartRefused(error));
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<PaymentClock>();
        services.AddScoped<PaymentIntents>();
        services.AddScoped<PaymentService>();
        services.AddScoped<Escrow>();
        services.AddScoped<PaymentNews>();
        services.AddScoped<WebhookReading>().AddScoped<IHearWebhook, PaymentHearing>();
        services.AddScoped<WebhookInbox>();
        services.AddScoped<WebhookRetention>();
        services.AddScoped<DueSteps>();
        services.AddScoped<PaymentSweep>();
        services.AddConnect();
        services.AddLedger();
        services.AddScoped<ILedgerCheck, PaymentsInBooks>();
        services.AddScoped<ILedgerCheck, PurposesInBooks>();
        services.AddScoped<ILedgerCheck, SourcesInBooks>();
        services.AddSingleton(ReleasesInBooks.Source);
        services.AddSettling(settings);
        services.AddReconciling();
        services.AddDisputes();
        services.AddSaved();
        services.AddLooseMoney();
        return settings switch
        {
            { Stripe: { } stripe } => services.AddStripe(stripe),
            { SandboxPayments: true } => services.AddSandbox(settings),
            _ => services.AddSingleton<IPaymentGateway, NoGateway>().AddSingleton<IDisputeGateway, NoDisputes>().AddSingleton<ICashGateway, NoCash>(),
        };
    }

    private static IServiceCollection AddSandbox(this IServiceCollection services, Settings settings)
    {
        services.AddSingleton(SandboxSettings.From(settings));
        services.AddSingleton<SandboxAddress>();
        services.AddSingleton<SandboxGateway>();
        services.AddSingleton<IPaymentGateway>(provider => new GatewayWithCash(provider.GetRequiredService<SandboxGateway>(), provider.GetRequiredService<ICashGateway>()));
        services.AddSingleton<SandboxCash>();
        services.AddSingleton<ICashGateway>(provider => provider.GetRequiredService<SandboxCash>());
        services.AddSingleton<SandboxAccounts>();
        services.AddSingleton<IAccountGateway>(provider => provider.GetRequiredService<SandboxAccounts>());
        services.AddScoped<IPaymentWebhooks, SandboxWebhooks>();
        services.AddSingleton<ISettlements, SandboxSettlements>();
        services.AddSingleton<SandboxDisputes>();
        services.AddSingleton<IDisputeGateway>(provider => provider.GetRequiredService<SandboxDisputes>());
        services.AddSingleton<SandboxMethods>();
        services.AddSingleton<ISavedMethods>(provider => provider.GetRequiredService<SandboxMethods>());
        services.AddHttpClient<SandboxPost>();
        return services;
    }

    /// <summary>What only a serving process runs.</summary>
    public static IServiceCollection AddPaymentWorkers(this IServiceCollection services, Settings settings)
    {
        services.AddHostedService<PaymentSweepWorker>();
        services.AddHostedService<WebhookRetentionWorker>();
        services.AddHostedService<PayoutAccountSweepWorker>();
        services.AddHostedService<BooksUpkeepWorker>();
        services.AddHostedService<SettlingWorker>();
        services.AddHostedService<DisputeWorker>();
        services.AddHostedService<SavedMethodSweepWorker>();
        services.AddHostedService<LooseWorker>();
        services.AddHostedService<LedgerSealingWorker>();
        services.AddHostedService<NightlyReconciliationWorker>();
        services.AddPaymentGauges();
        return settings.SandboxPayments ? services.AddHostedService<SandboxWorker>() : services;
    }

    public static IEndpointRouteBuilder MapPayments(this IEndpointRouteBuilder endpoints)
    {
        WebhookDoor.Map(endpoints);
        if (endpoints.ServiceProvider.GetService<SandboxGateway>() is not null)
        {
            SandboxEndpoints.Map(endpoints);
            SandboxAccountPage.Map(endpoints);
            SandboxMethodPage.Map(endpoints);
        }

        return endpoints;
    }
}
