using System.Text;
using System.Text.Json.Nodes;
using CeCommerce.Standards;
using CeCommerce.Standards.Packs;

namespace CeCommerce.IntegrationTests.Standards;

/// <summary>The product's own pack files, changed for a test.</summary>
internal static class PackFiles
{
    private static int s_count;

    /// <summary>A version that no other test uses.</summary>
    public static string NewVersion() => $"2099.1.{Interlocked.Increment(ref s_count)}";

    /// <summary>The file of an own pack in another version, with one text in place of another.</summary>
    public static string Text(string code, string version, string from = "", string to = "")
    {
        var text = Encoding.UTF8.GetString(OwnFiles.In("Packs").Single(file => file.Name == code + ".json").Text);
        Assert.Contains(from, text, StringComparison.Ordinal);
        text = from.Length == 0 ? text : text.Replace(from, to, StringComparison.Ordinal);
        return text.Replace("\"version\": \"" + OwnVersion(code) + "\"", "\"version\": \"" + version + "\"", StringComparison.Ordinal);
    }

    /// <summary>The file of an own pack in another version, changed as JSON.</summary>
    public static string Changed(string code, string version, Action<JsonObject> change)
    {
        var file = JsonNode.Parse(Text(code, version))!.AsObject();
        change(file);
        return file.ToJsonString();
    }

    public static string OwnVersion(string code) => RuleEdition.Current.Packs.Single(pack => pack.Code == code).Version;
}
