using System.Reflection;
using System.Text.RegularExpressions;
using CeCommerce.Orders;

namespace CeCommerce.Tests.Architecture;

/// <summary>The walk through <c>placeOrder</c> in the documentation names what there is.</summary>
public sealed partial class PlacingAnOrderTests
{
    private const BindingFlags Any = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance;

    public static TheoryData<string, string> Steps => [.. Step().Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs", "placing-an-order.md"))).Select(step => (step.Groups["type"].Value, step.Groups["method"].Value)).Distinct()];

    [Theory]
    [MemberData(nameof(Steps))]
    public void Every_step_is_a_method(string type, string method) => Assert.Contains(
        typeof(Order).Assembly.GetTypes(), known => known.Name == type && Array.Exists(known.GetMethods(Any), step => step.Name == method));

    [Fact]
    public void The_walk_has_steps() => Assert.InRange(Steps.Count, 15, 40);

    [GeneratedRegex(@"\b(?<type>[A-Z]\w+)\.(?<method>[A-Z]\w+)\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Step();
}
