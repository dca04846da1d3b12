using Npgsql;

namespace CeCommerce.Platform;

/// <summary>Where the database is: Npgsql's <c>Host=…;Database=…</c> or the <c>postgres://user:password@host:port/name?sslmode=…</c> of other tools.</summary>
/// <param name="ConnectionString">Npgsql's form; null when no database was named.</param>
public readonly record struct DatabaseAddress(string? ConnectionString)
{
    /// <param name="text">What the environment says; null when it says nothing.</param>
    /// <param name="variable">Where it says so, for the refusal.</param>
    public static Outcome<DatabaseAddress> Read(string? text, string variable = "CECOMMERCE_DATABASE")
    {
        if (text is null)
        {
            return default(DatabaseAddress);
        }

        try
        {
            var named = Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "postgres" or "postgresql"
                ? FromUrl(url!)
                : new NpgsqlConnectionStringBuilder(text);
            return string.IsNullOrEmpty(named.Host) ? Unreadable(variable) : new DatabaseAddress(named.ConnectionString);
        }
        catch (Exception failure) when (failure is ArgumentException or FormatException)
        {
            // The text may hold a password, so it is not repeated.
            return Unreadable(variable);
        }
    }

    private static NpgsqlConnectionStringBuilder FromUrl(Uri url)
    {
        var user = url.UserInfo.Split(':', 2);
        var named = new NpgsqlConnectionStringBuilder { Host = url.IdnHost, Database = Uri.UnescapeDataString(url.AbsolutePath.TrimStart('/')) };
        named.Port = url.Port > 0 ? url.Port : named.Port;
        named.Username = user[0].Length > 0 ? Uri.UnescapeDataString(user[0]) : null;
        named.Password = user.Length > 1 ? Uri.UnescapeDataString(user[1]) : null;
        foreach (var (key, value) in Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(url.Query))
        {
            // libpq writes sslmode=verify-full where Npgsql writes SSL Mode=VerifyFull.
            var isMode = key == "sslmode";
            named[isMode ? "SSL Mode" : key.Replace('_', ' ')] = isMode ? value.ToString().Replace("-", "", StringComparison.Ordinal) : value.ToString();
        }

        return named;
    }

    private static SettingUnreadable Unreadable(string variable) => new(variable, new(
        "例: Host=localhost;Database=cecommerce;Username=… または postgres://user:password@localhost:5432/cecommerce",
        "write Host=localhost;Database=cecommerce;Username=… or postgres://user:password@localhost:5432/cecommerce"));
}
