using CeCommerce.Checkout;
using CeCommerce.Import;
using CeCommerce.Invoices;
using CeCommerce.Items;
using CeCommerce.Listings;
using CeCommerce.Listings.Demo;
using CeCommerce.Listings.Waivers;
using CeCommerce.Operators;
using CeCommerce.Operators.Auditing;
using CeCommerce.Operators.Checks;
using CeCommerce.Operators.SelfAssessments;
using CeCommerce.Operators.Rules;
using CeCommerce.Orders;
using CeCommerce.Orders.Demo;
using CeCommerce.Payments;
using CeCommerce.Partners;
using CeCommerce.Passports;
using CeCommerce.Passports.Resolver;
using CeCommerce.Passports.Valuation;
using CeCommerce.Personal;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.Events;
using CeCommerce.Platform.Files;
using CeCommerce.Platform.GraphQL;
using CeCommerce.Platform.Hosting;
using CeCommerce.Platform.Idempotency;
using CeCommerce.Platform.Identity;
using CeCommerce.Platform.Pdf;
using CeCommerce.Platform.Proofs;
using CeCommerce.Reports;
using CeCommerce.Search;
using CeCommerce.Shipping;
using CeCommerce.Standards;
using CeCommerce.Standards.Editions;
using CeCommerce.Standards.GraphQL;
using CeCommerce.Standards.Recalls;

namespace CeCommerce;

/// <summary>The table of features: the one place that knows all of them.</summary>
internal static class Features
{
    public static Composition Composition { get; } = new()
    {
        AddServices = (services, settings, connectionString) => services
            .AddSingleton(settings)
            .AddSingleton(settings.Clock)
            .AddCommerceDatabase(settings, connectionString)
            .AddEvents()
            .AddIdempotency()
            .AddIdentity(settings)
            .AddProofs(settings)
            .AddFiles(settings)
            .AddPdf()
            .AddStandards()
            .AddStandardsGraphQL()
            .AddRecalls()
            .AddOperators()
            .AddOperatorRules()
            .AddAuditing()
            .AddSelfAssessments()
            .AddRecordChecks()
            .AddPartners()
            .AddPersonal(settings)
            .AddItems()
            .AddPassports()
            .AddPassportValuation()
            .AddPassportLinks()
            .AddListings()
            .AddWaivers()
            .AddImport()
            .AddSearch()
            .AddShipping()
            .AddCheckout()
            .AddOrders(settings)
            .AddInvoices()
            .AddPayments(settings)
            .AddReports(),
        AddServing = (services, settings) => services
            .AddIdempotencyWorkers()
            .AddEventWorkers()
            .AddProofWorkers()
            .AddFileWorkers()
            .AddPersonalWorkers()
            .AddStandardsWorkers()
            .AddItemWorkers()
            .AddPassportWorkers()
            .AddPassportValuationWorkers()
            .AddIndexFeeder()
            .AddListingWorkers()
            .AddImportWorker()
            .AddCheckoutWorkers()
            .AddOrderWorkers()
            .AddInvoiceWorkers()
            .AddPaymentWorkers(settings)
            .AddReportWorker()
            .AddHosting(settings),
        Sections = ["GraphQL", HoldSettings.Section, OrderSettings.Section, PaymentSettings.Section],
        Prepare = services =>
        {
            services.GetRequiredService<HoldSettings>();
            services.GetRequiredService<OrderSettings>();
            services.GetRequiredService<PaymentSettings>();
            services.GetRequiredService<CommerceSchema>();
        },
        Map = app =>
        {
            app.UseBrokenRequests();
            app.UseTrustedProxies();
            app.UseDoorLimits();
            app.UseIdentity();
            app.MapHosting();
            app.MapImport();
            app.MapReports();
            app.MapInvoices();
            app.MapGraphQLEndpoint();
            app.MapOperators();
            app.MapPayments();
            app.MapOrders();
            app.MapPassportLinks();
        },
        Steps =
        [
            new("migrations", StepScope.Everywhere, DatabaseMigration.ApplyAsync),
            new("demo year", StepScope.Development, (services, cancellationToken) => DemoYear.SeedAsync(services, AddServices, cancellationToken)),
            new("rules", StepScope.Everywhere, OwnEdition.PrepareAsync),
            new("demo operators", StepScope.Development, DemoOperators.SeedAsync),
            new("demo shipping", StepScope.Development, DemoShipping.SeedAsync),
            new("demo assignments", StepScope.Development, DemoAssignments.SeedAsync),
            new("demo listings", StepScope.Development, DemoListings.SeedAsync),
            new("demo workshop", StepScope.Development, DemoWorkshop.SeedAsync),
            new("demo partner apps", StepScope.Development, DemoPartnerApps.SeedAsync),
            new("files", StepScope.Serving, FilesFeature.PrepareAsync),
            new("personal keys", StepScope.Serving, PersonalFeature.PrepareAsync),
            new("search index", StepScope.Serving, SearchFeature.PrepareAsync),
        ],
        PrepareReading = (services, cancellationToken) => services.GetRequiredService<ActiveEdition>().StartAsync(cancellationToken),
    };

    private static void AddServices(IServiceCollection services, Settings settings, Func<string> connectionString) =>
        Composition.AddServices(services, settings, connectionString);
}
