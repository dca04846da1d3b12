using System.Reflection;

namespace CeCommerce.Standards.Packs;

/// <summary>The data files that come with the product.</summary>
internal static class OwnFiles
{
    /// <summary>Those of one folder under <c>Standards</c>, by name.</summary>
    public static IEnumerable<(string Name, byte[] Text)> In(string folder)
    {
        var (assembly, start) = (Assembly.GetExecutingAssembly(), $"CeCommerce.Standards.{folder}.");
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(start, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            var text = new byte[stream.Length];
            stream.ReadExactly(text);
            yield return (name[start.Length..], text);
        }
    }
}
