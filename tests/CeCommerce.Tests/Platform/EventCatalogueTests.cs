using System.Runtime.CompilerServices;
using System.Text;
using CeCommerce.Platform;
using CeCommerce.Platform.Events;
using Microsoft.Extensions.DependencyInjection;

namespace CeCommerce.Tests.Platform;

/// <summary><c>docs/events.md</c> lists the kinds that the features declare, each with its data; run with CECOMMERCE_WRITE_EVENTS=1 to write it anew.</summary>
public sealed class EventCatalogueTests
{
    private const string From = "<!-- kinds -->";
    private const string To = "<!-- /kinds -->";

    [Fact]
    public void The_page_of_events_says_what_the_features_declare()
    {
        var path = Path.Combine(Root(), "docs", "events.md");
        var page = File.ReadAllText(path);
        var (from, to) = (page.IndexOf(From, StringComparison.Ordinal) + From.Length, page.IndexOf(To, StringComparison.Ordinal));
        var wanted = $"\n{Table()}";
        if (Environment.GetEnvironmentVariable("CECOMMERCE_WRITE_EVENTS") == "1")
        {
            File.WriteAllText(path, page[..from] + wanted + page[to..]);
            return;
        }

        Assert.Equal(wanted, page[from..to]);
    }

    [Fact]
    public void No_kind_carries_more_than_identifiers_states_and_numbers()
    {
        string[] personal = ["name", "consumer", "address", "email", "phone", "who", "why", "reason"];
        Assert.All(Kinds(), kind => Assert.DoesNotContain(kind.Fields, field => personal.Any(word => field.Split(':')[0].Contains(word, StringComparison.OrdinalIgnoreCase))));
    }

    private static IEnumerable<EventKind> Kinds()
    {
        var services = new ServiceCollection().AddLogging();
        var settings = new Settings { Environment = "Development", Home = Path.GetTempPath(), Clock = TimeProvider.System, SandboxPayments = true };
        Features.Composition.AddServices(services, settings, () => "Host=nowhere");
        using var provider = services.BuildServiceProvider();
        return [.. provider.GetRequiredService<EventCatalogue>().Kinds.Values.OrderBy(kind => kind.Name, StringComparer.Ordinal)];
    }

    private static string Table()
    {
        var table = new StringBuilder("| kind | about | audience | version | data | what happened |\n| --- | --- | --- | --- | --- | --- |\n");
        foreach (var kind in Kinds())
        {
            var data = kind.Fields.Count == 0 ? "none" : string.Join("; ", kind.Fields);
            table.Append(System.Globalization.CultureInfo.InvariantCulture, $"| `{kind.Name}` | `{kind.SubjectKind}_` | {kind.Audience.ToString().ToLowerInvariant()} | {kind.Version} | {data} | {kind.Says} |\n");
        }

        table.Append('\n');
        foreach (var choice in Kinds().SelectMany(kind => kind.Choices).Distinct().OrderBy(type => type.Name, StringComparer.Ordinal))
        {
            table.Append(System.Globalization.CultureInfo.InvariantCulture, $"`{choice.Name}`: {string.Join(", ", Enum.GetNames(choice))}.\n");
        }

        return table.ToString();
    }

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));
}
