using System.Text.Json;

namespace CeCommerce.Standards;

/// <summary>The data files that are compiled into the executable: catalogue of goods, goods lists of the law.</summary>
internal static class EmbeddedJson
{
    /// <param name="name">Folder and file under Standards, joined by a dot: <c>Goods.categories.json</c>.</param>
    public static JsonDocument Read(string name)
    {
        using var stream = typeof(EmbeddedJson).Assembly.GetManifestResourceStream("CeCommerce.Standards." + name)
            ?? throw new InvalidOperationException($"The resource {name} is not in the executable.");
        return JsonDocument.Parse(stream);
    }
}
