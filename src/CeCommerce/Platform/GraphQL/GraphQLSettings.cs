using CeCommerce.Platform.GraphQL.Documents;
using CeCommerce.Platform.GraphQL.Limits;

namespace CeCommerce.Platform.GraphQL;

/// <summary>The configuration section <c>GraphQL</c>: <c>GraphQL__MaxAliases</c> and its like in the environment.</summary>
internal sealed record GraphQLSettings(GraphQLLimits Limits, TrustedDocumentSettings TrustedDocuments)
{
    private const string Section = "GraphQL";
    private const string Trusted = "TrustedDocuments";

    /// <summary>Refuses what it cannot read or does not know, so that no limit is believed to hold that does not.</summary>
    public static Outcome<GraphQLSettings> Read(IConfiguration? configuration)
    {
        var (limits, trusted) = (new GraphQLLimits(), new TrustedDocumentSettings());
        foreach (var setting in configuration?.GetSection(Section).GetChildren() ?? [])
        {
            if (setting.Key.Equals(Trusted, StringComparison.OrdinalIgnoreCase))
            {
                if (!ReadTrusted(setting).Try(out trusted, out var error))
                {
                    return Outcome<GraphQLSettings>.Refused(error);
                }
            }
            else if (!limits.TrySet(setting.Key, setting.Value))
            {
                return Unreadable(setting, new("正の整数の上限を、文書にある名前で指定してください", "write a positive whole number, under one of the documented names"));
            }
        }

        return new GraphQLSettings(limits, trusted);
    }

    private static Outcome<TrustedDocumentSettings> ReadTrusted(IConfigurationSection section)
    {
        var clients = section.GetSection(nameof(TrustedDocumentSettings.Clients)).GetChildren().ToList();
        var mode = section.GetSection(nameof(TrustedDocumentSettings.Mode));
        if (clients.Append(mode).FirstOrDefault(given => given.Value is not null && ModeOf(given) is null) is { } wrong)
        {
            return Unreadable(wrong, new("Open または TrustedOnly を指定してください", "write Open or TrustedOnly"));
        }

        var settings = new TrustedDocumentSettings();
        return new TrustedDocumentSettings
        {
            Mode = ModeOf(mode) ?? settings.Mode,
            Clients = clients.ToDictionary(client => client.Key, client => ModeOf(client) ?? settings.Mode, StringComparer.Ordinal),
            Folder = section[nameof(TrustedDocumentSettings.Folder)] ?? settings.Folder,
        };
    }

    private static DocumentMode? ModeOf(IConfigurationSection given) =>
        Enum.GetValues<DocumentMode>().Cast<DocumentMode?>().FirstOrDefault(mode => mode.ToString()!.Equals(given.Value, StringComparison.OrdinalIgnoreCase));

    private static SettingUnreadable Unreadable(IConfigurationSection setting, LocalText expected) =>
        new(setting.Path.Replace(ConfigurationPath.KeyDelimiter, "__", StringComparison.Ordinal), expected);
}
