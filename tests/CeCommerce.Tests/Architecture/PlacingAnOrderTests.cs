using System.Reflection;
using System.Text.RegularExpressions;
using CeCommerce.Orders;

namespace CeCommerce.Tests.Architecture;

/// <summary>The walk through <c>placeOrder</c> in the documentation names what there is.</summary>
public sealed partial class PlacingAnOrderTests
{
    private const BindingFlags Any = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance;

    private static readonly string[] Rooms = ["Checkout", "Orders", "Payments"];

    private static string Walk { get; } = File.ReadAllText(Path.Combine(Repository.Root, "docs", "placing-an-order.md"));

    public static TheoryData<string, string> Steps => [.. Step().Matches(Walk).Select(step => (step.Groups["type"].Value, step.Groups["method"].Value)).Distinct()];

    [Theory]
    [MemberData(nameof(Steps))]
    public void Every_step_is_a_method(string type, string method) => Assert.Contains(
        typeof(Order).Assembly.GetTypes(), known => known.Name == type && Array.Exists(known.GetMethods(Any), step => step.Name == method));

    [Fact]
    public void The_walk_has_steps() => Assert.InRange(Steps.Count, 15, 40);

    /// <summary>As the walk tells it; <c>scripts/bench walk</c> counts the files whose methods run.</summary>
    [Fact]
    public void To_its_first_commit_it_goes_through_at_most_twelve_files_of_buying()
    {
        var types = Step().Matches(Walk[..Walk.IndexOf("── commit ──", StringComparison.Ordinal)]).Select(step => step.Groups["type"].Value).ToHashSet(StringComparer.Ordinal);
        Assert.InRange(
            Rooms.SelectMany(room => Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "CeCommerce", room), "*.cs", SearchOption.AllDirectories))
                .Count(file => types.Contains(Path.GetFileNameWithoutExtension(file))),
            8,
            12);
    }

    [GeneratedRegex(@"\b(?<type>[A-Z]\w+)\.(?<method>[A-Z]\w+)\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Step();
}
