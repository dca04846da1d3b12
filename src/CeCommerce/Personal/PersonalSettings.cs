using CeCommerce.Platform;

namespace CeCommerce.Personal;

/// <summary>Where the keys of personal data lie.</summary>
/// <param name="KeysDatabase">CECOMMERCE_KEYS_DATABASE in Npgsql's form; null when <paramref name="KeyFolder"/> keeps them.</param>
/// <param name="KeyFolder">The folder of keys.</param>
/// <param name="MasterKeyFile">CECOMMERCE_MASTER_KEYS; without it <c>keys/personal.keys</c> of the home, made on first use.</param>
/// <param name="MayMakeMasterKey">Whether a file that is not there is made.</param>
internal sealed record PersonalSettings(string? KeysDatabase, string KeyFolder, string MasterKeyFile, bool MayMakeMasterKey)
{
    private const string Database = "CECOMMERCE_KEYS_DATABASE";
    private const string MasterKeys = "CECOMMERCE_MASTER_KEYS";

    public static Outcome<PersonalSettings> Read(Func<string, string?> variable, string home, bool development)
    {
        if (!DatabaseAddress.Read(Given(variable, Database), Database).Try(out var database, out var error))
        {
            return Outcome<PersonalSettings>.Refused(error);
        }

        var file = Given(variable, MasterKeys);
        if (database.ConnectionString is not null && file is null && !development)
        {
            // Each server would make one of its own and open nothing that another wrapped.
            return new SettingUnreadable(MasterKeys, new($"{Database} と一緒に、全サーバー共通のマスターキーのファイルを指定してください", $"with {Database} name the file of master keys that all servers share"));
        }

        return new PersonalSettings(database.ConnectionString, Path.Combine(home, "personal-keys"), file ?? Path.Combine(home, "keys", "personal.keys"), file is null);
    }

    private static string? Given(Func<string, string?> variable, string name) => variable(name) is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;
}
