namespace CeCommerce.Platform;

/// <summary>A chosen clock would let rules, holds and reports lie about the day, so only development has one.</summary>
public sealed record ClockOutsideDevelopment(string Environment) : UserError("CECOMMERCE_CLOCK")
{
    public override string Code => "CLOCK_OUTSIDE_DEVELOPMENT";

    public override LocalText Message => new(
        $"CECOMMERCE_CLOCK は開発環境でのみ使えます（現在の環境: {Environment}）。変数を外すか ASPNETCORE_ENVIRONMENT=Development を指定してください。",
        $"CECOMMERCE_CLOCK works in development only, and this is {Environment}. Unset it, or set ASPNETCORE_ENVIRONMENT=Development.");
}

/// <summary>A past that nobody lived has no place among real records.</summary>
public sealed record DemoYearOutsideDevelopment(string Environment) : UserError("CECOMMERCE_DEMO_YEAR")
{
    public override string Code => "DEMO_YEAR_OUTSIDE_DEVELOPMENT";

    public override LocalText Message => new(
        $"CECOMMERCE_DEMO_YEAR は開発環境でのみ使えます（現在の環境: {Environment}）。変数を外すか ASPNETCORE_ENVIRONMENT=Development を指定してください。",
        $"CECOMMERCE_DEMO_YEAR works in development only, and this is {Environment}. Unset it, or set ASPNETCORE_ENVIRONMENT=Development.");
}

/// <summary>Outside development anybody could sign the sandbox's webhooks with a secret that is written in the code.</summary>
public sealed record SandboxSecretMissing(string Environment) : UserError("CECOMMERCE_SANDBOX_SECRET")
{
    public override string Code => "SANDBOX_SECRET_MISSING";

    public override LocalText Message => new(
        $"{Environment} 環境で決済サンドボックスを使うには、全サーバー共通の秘密の文字列を CECOMMERCE_SANDBOX_SECRET に設定してください。",
        $"Sandbox payments in {Environment} need CECOMMERCE_SANDBOX_SECRET, a secret that all servers share.");
}

/// <summary>An environment variable or argument that cannot be read.</summary>
public sealed record SettingUnreadable(string Setting, LocalText Expected) : UserError(Setting)
{
    public override string Code => "SETTING_UNREADABLE";

    public override LocalText Message => new($"{Setting} を読み取れません。{Expected.Ja}", $"{Setting} cannot be read: {Expected.En}");
}
