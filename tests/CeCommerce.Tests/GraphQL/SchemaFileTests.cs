using System.Reflection;
using CeCommerce.Platform;
using CeCommerce.Platform.GraphQL;
using CeCommerce.Standards;
using GraphQL.Types;
using Microsoft.Extensions.DependencyInjection;

namespace CeCommerce.Tests.GraphQL;

/// <summary>The schema of the whole product, as it stands in <c>graphql/schema.graphql</c>.</summary>
public sealed class SchemaFileTests
{
    internal static readonly CommerceSchema Schema = Make();

    /// <summary>Told by the command line or as a fault of the request, never by the payload of a mutation.</summary>
    private static readonly HashSet<string> NeverInAPayload = new(StringComparer.Ordinal)
    {
        "ActRowUnreadable", "ActiveEditionUnreadable", "CannotListen", "ClockOutsideDevelopment", "ConsumerIdInvalid", "CursorOfAnotherSearch", "CursorUnreadable",
        "DatabaseMissing", "DatabaseNewer", "DatabaseOlder", "DatabaseRefused", "DatabaseUnreachable", "DemoYearOutsideDevelopment", "DigitalLinkInvalid",
        "FeeInvoiceIssued", "FileDamaged", "FileGone", "FileStoreUnavailable", "FileStoreUnusable", "FileTooLarge", "FileTypeRefused", "HistoryFileUnreadable", "HistoryFileUnwritable", "HistoryUnknown", "HomeUnusable", "ImportInterrupted", "ImportOvertaken", "ImportStuck",
        "ImportUploadGone", "IndexFellBack", "InvoiceFontMissing", "IssuerUnreadable", "KeyStoreForeign", "KeyStoreUnusable", "KeysNotMoved", "LiveKeyRefused", "LocalTokenOutsideDevelopment", "MasterKeysUnusable", "OperatorCodeUnknown",
        "CheckpointAltered", "LedgerFileUnreadable", "LedgerFileUnwritable", "ProofKeysForeign", "ProofKeysUnusable",
        "OwnRulesFlawed", "PhotoErased", "PhotoRefused",
        "PageSizeRefused", "PeriodEmpty", "PostgresDidNotStart", "PostgresMissing", "ProcessorNotFetched", "ProcessorNotImported", "RebuildFailed", "RebuildRunning", "RebuildUnanswered",
        "ReportInterrupted", "ReportFileAmbiguous", "ReportFileMalformed", "ReportFileNotJson", "ReportFileTooLarge", "ReportFileUnreadable", "ReportFileUnwritable", "ReportFormatUnknown",
        "ReportIsInput", "SandboxSecretMissing", "SearchHomeUnusable", "SearchUnavailable", "SettingUnreadable", "SettlementFileUnreadable", "SigningKeyUnusable",
        "StockColumnsDuplicated", "StockColumnsUnknown", "StockEncodingContradicted", "StockFileEmpty", "StockFileNotText",
        "StockFileUnreadable", "StockMappingUnreadable", "StockTargetUnknown", "StockTargetsMissing", "TestKeyInProduction", "TokenRefused", "TwoProcessors",
    };

    [Fact]
    public async Task The_schema_file_is_what_the_code_prints()
    {
        var file = Path.Combine(Root(), "graphql", "schema.graphql");
        if (Environment.GetEnvironmentVariable("CECOMMERCE_WRITE_SCHEMA") == "1")
        {
            await File.WriteAllTextAsync(file, Schema.Print(), TestContext.Current.CancellationToken);
        }

        Assert.True(
            await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken) == Schema.Print(),
            "The schema changed. Run this test with CECOMMERCE_WRITE_SCHEMA=1 and review the difference.");
    }

    [Fact]
    public void Every_member_of_the_schema_says_what_it_is() => Assert.Equal("", string.Join('\n', SchemaText.Undescribed(Schema)));

    [Fact]
    public void Every_refusal_that_a_payload_can_carry_is_in_the_schema() =>
        Assert.Equal("", string.Join('\n', SchemaText.UnregisteredErrors(Schema, typeof(CommerceSchema).Assembly).Except(NeverInAPayload).Order(StringComparer.Ordinal)));

    [Fact]
    public void Values_of_the_vocabulary_are_called_by_their_codes()
    {
        var vocabulary = Schema.AllTypes.OfType<EnumerationGraphType>()
            .Select(type => (Graph: type, Clr: type.GetType().GetGenericArguments() is [var clr] ? clr : null))
            .Where(type => type.Clr?.GetFields(BindingFlags.Public | BindingFlags.Static).All(value => value.IsDefined(typeof(TermAttribute))) == true)
            .ToList();
        Assert.True(vocabulary.Count >= 6, "The schema shows the vocabulary.");
        Assert.All(vocabulary, type => Assert.Equal(
            Codes(type.Clr!).Order(StringComparer.Ordinal), type.Graph.Values.Select(value => value.Name).Order(StringComparer.Ordinal)));
    }

    private static IEnumerable<string> Codes(Type vocabulary) =>
        (IEnumerable<string>)typeof(SchemaFileTests).GetMethod(nameof(CodesOf), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(vocabulary).Invoke(null, null)!;

    private static IEnumerable<string> CodesOf<T>()
        where T : struct, Enum => Terms<T>.All.Select(term => term.Code);

    private static CommerceSchema Make()
    {
        var services = new ServiceCollection().AddLogging();
        var settings = new Settings { Environment = "Development", Home = Path.GetTempPath(), Clock = TimeProvider.System, SandboxPayments = true };
        Features.Composition.AddServices(services, settings, () => "Host=nowhere");
        return services.BuildServiceProvider().GetRequiredService<CommerceSchema>();
    }

    internal static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "CeCommerce.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("The solution is not above the tests.");
        }

        return folder;
    }
}
