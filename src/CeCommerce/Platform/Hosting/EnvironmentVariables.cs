using System.Collections;

namespace CeCommerce.Platform.Hosting;

/// <summary>The process environment as a part of the host's configuration.</summary>
internal static class EnvironmentVariables
{
    /// <summary>Those whose name begins so, under their whole names; <c>GraphQL__MaxAliases</c> is <c>GraphQL:MaxAliases</c> there.</summary>
    public static IEnumerable<KeyValuePair<string, string?>> Named(string prefix) =>
        from variable in Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
        let name = (string)variable.Key
        where name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)
        select KeyValuePair.Create(name.Replace("__", ConfigurationPath.KeyDelimiter, StringComparison.Ordinal), (string?)variable.Value);

    /// <summary>All of these sections.</summary>
    public static IEnumerable<KeyValuePair<string, string?>> Of(IEnumerable<string> sections) => sections.SelectMany(section => Named(section + "__"));
}
