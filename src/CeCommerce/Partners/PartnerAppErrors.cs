using CeCommerce.Platform;

namespace CeCommerce.Partners;

/// <summary>A partner app's name is empty, too long or not printable.</summary>
public sealed record PartnerAppNameInvalid(params string[] At) : UserError(At)
{
    public override string Code => "PARTNER_APP_NAME_INVALID";

    public override LocalText Message => new("アプリ名は制御文字を含まない 1〜80 文字で指定してください。", "An app's name is 1 to 80 characters without control characters.");
}

/// <summary>The app's role works for an operator, and none (or none that exists) was named.</summary>
/// <param name="Role">The app's role.</param>
public sealed record PartnerAppOperatorMissing(Role Role, params string[] At) : UserError(At)
{
    public override string Code => "PARTNER_APP_OPERATOR_MISSING";

    public override LocalText Message => new(
        "この役割のアプリには、登録済みの事業者の operatorId が必要です。",
        $"An app with the role {Role} works for one operator: give the operatorId of a registered operator.");
}

/// <summary>The app's role belongs to no operator, but one was named.</summary>
/// <param name="Role">The app's role.</param>
public sealed record PartnerAppOperatorUnwanted(Role Role, params string[] At) : UserError(At)
{
    public override string Code => "PARTNER_APP_OPERATOR_UNWANTED";

    public override LocalText Message => new("この役割のアプリに operatorId は指定できません。", $"An app with the role {Role} belongs to no operator: leave out operatorId.");
}

/// <summary>A scope is unknown or more than the role may have; <c>Allowed</c> lists what it may have.</summary>
/// <param name="Scope">The scope that was refused.</param>
/// <param name="Allowed">What the role may have.</param>
public sealed record PartnerAppScopeRefused(string Scope, IReadOnlyList<string> Allowed, params string[] At) : UserError(At)
{
    public override string Code => "PARTNER_APP_SCOPE_REFUSED";

    public override LocalText Message => new(
        $"この役割のアプリに許可できるスコープは次のとおりです：{string.Join(' ', Allowed)}",
        $"An app of this role can have these scopes: {string.Join(' ', Allowed)}.");
}

/// <summary>Only a consumer-facing app acts for consumers.</summary>
/// <param name="Role">The app's role.</param>
public sealed record PartnerAppCannotActForConsumers(Role Role, params string[] At) : UserError(At)
{
    public override string Code => "PARTNER_APP_CANNOT_ACT_FOR_CONSUMERS";

    public override LocalText Message => new(
        "消費者の代理ができるのは役割 CONSUMER のアプリだけです。別のアプリとして登録してください。",
        $"Only an app with the role Consumer acts for consumers; register a separate app for that, not one with the role {Role}.");
}

/// <summary>There is no such partner app.</summary>
public sealed record PartnerAppNotFound(params string[] At) : UserError(At)
{
    public override string Code => "PARTNER_APP_NOT_FOUND";

    public override LocalText Message => new("このアプリは登録されていません。", "There is no such partner app.");
}

/// <summary>The app has been revoked and stays so.</summary>
/// <param name="RevokedAt">Since when.</param>
public sealed record PartnerAppRevoked(DateTimeOffset RevokedAt, params string[] At) : UserError(At)
{
    public override string Code => "PARTNER_APP_REVOKED";

    public override LocalText Message => new("このアプリは失効済みです。新しく登録してください。", "This app has been revoked; register a new one.");
}

/// <summary>Two changes of one app met; the other one came first.</summary>
public sealed record PartnerAppChangedMeanwhile(params string[] At) : UserError(At)
{
    public override string Code => "PARTNER_APP_CHANGED_MEANWHILE";

    public override LocalText Message => new("このアプリは同時に変更されました。内容を確認して、もう一度お試しください。", "The app was changed at the same moment; look at it again and retry.");
}
