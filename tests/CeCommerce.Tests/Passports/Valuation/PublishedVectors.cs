using System.Text.Json;

namespace CeCommerce.Tests.Passports.Valuation;

/// <summary>Vectors that others published; they lie beside the repository, not in it.</summary>
internal static class PublishedVectors
{
    /// <summary>Skips the test, visibly, where the file is not there.</summary>
    public static string Text(string name) => File.ReadAllText(PassportData.File(name));

    public static JsonElement Json(string name)
    {
        using var document = JsonDocument.Parse(Text(name));
        return document.RootElement.Clone();
    }

    public static void Ran(int vectors) => TestContext.Current.TestOutputHelper!.WriteLine($"{vectors} vectors");
}
