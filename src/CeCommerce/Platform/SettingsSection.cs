using System.Globalization;
using System.Reflection;

namespace CeCommerce.Platform;

/// <summary>Reads a record of times, whole numbers and yes or no out of a section of the configuration: <c>Checkout__HoldTime</c> and its like in the environment.</summary>
internal static class SettingsSection
{
    private static readonly LocalText Expected = new(
        "正の整数、00:10:00 や 3.00:00:00 のような正の時間、または true か false を、文書にある名前で指定してください",
        "write a positive whole number, a positive time like 00:10:00 or 3.00:00:00, or true or false, under one of the documented names");

    /// <summary>Refuses what it cannot read or does not know, so that no limit is believed to hold that does not.</summary>
    public static Outcome<T> Read<T>(IConfiguration? configuration, string section)
        where T : class, new()
    {
        var settings = new T();
        foreach (var given in configuration?.GetSection(section).GetChildren() ?? [])
        {
            if (typeof(T).GetProperty(given.Key, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase) is not { } setting
                || Value(setting.PropertyType, given.Value) is not { } value)
            {
                return new SettingUnreadable(given.Path.Replace(ConfigurationPath.KeyDelimiter, "__", StringComparison.Ordinal), Expected);
            }

            setting.SetValue(settings, value);
        }

        return settings;
    }

    private static object? Value(Type type, string? text) =>
        type == typeof(TimeSpan) ? TimeSpan.TryParseExact(text, ["hh\\:mm\\:ss", "d\\.hh\\:mm\\:ss"], CultureInfo.InvariantCulture, out var time) && time > TimeSpan.Zero ? time : null
        : type == typeof(int) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number
        : type == typeof(bool) && bool.TryParse(text, out var yes) ? yes
        : null;
}
