using System.Reflection;
using System.Text.Json;

namespace CeCommerce.Standards;

/// <summary>The data files that come with the product, compiled into the executable.</summary>
internal static class OwnFiles
{
    /// <summary>Those of one folder under <c>Standards</c>, by name.</summary>
    public static IEnumerable<(string Name, byte[] Text)> In(string folder)
    {
        var (assembly, start) = (Assembly.GetExecutingAssembly(), StartOf(folder));
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(start, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            yield return (name[start.Length..], Read(name));
        }
    }

    /// <summary>One file of a folder, <c>categories.json</c> of <c>Goods</c>.</summary>
    public static JsonDocument Json(string folder, string name) => JsonDocument.Parse(Read(StartOf(folder) + name));

    private static string StartOf(string folder) => $"CeCommerce.Standards.{folder}.";

    private static byte[] Read(string resource)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The resource {resource} is not in the executable.");
        var text = new byte[stream.Length];
        stream.ReadExactly(text);
        return text;
    }
}
