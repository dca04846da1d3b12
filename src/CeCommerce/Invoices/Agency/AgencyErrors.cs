using CeCommerce.Platform;

namespace CeCommerce.Invoices.Agency;

/// <summary>Something of the platform's own data cannot be right.</summary>
/// <param name="Reason">What, in a sentence.</param>
public sealed record PlatformIssuerInvalid(LocalText Reason, params string[] At) : UserError(At)
{
    public override string Code => "PLATFORM_ISSUER_INVALID";

    public override LocalText Message => Reason;
}

/// <summary>What was issued stays as it is.</summary>
/// <param name="Earliest">First day that can be chosen.</param>
public sealed record PlatformIssuerTooEarly(DateOnly Earliest, params string[] At) : UserError(At)
{
    public override string Code => "PLATFORM_ISSUER_TOO_EARLY";

    public override LocalText Message => new($"{Earliest:yyyy-MM-dd} 以降の日を指定してください。", $"Choose {Earliest:yyyy-MM-dd} or a later day: what was issued stays as it is.");
}

/// <summary>From that day on something was set already.</summary>
/// <param name="SetFrom">That day.</param>
public sealed record PlatformIssuerSet(DateOnly SetFrom, params string[] At) : UserError(At)
{
    public override string Code => "PLATFORM_ISSUER_SET";

    public override LocalText Message => new(
        $"{SetFrom:yyyy-MM-dd} からの内容はすでに設定されています。別の日を指定してください。", $"What holds from {SetFrom:yyyy-MM-dd} on was set already. Choose another day.");
}

/// <summary>Others set it at the same time.</summary>
public sealed record PlatformIssuerBusy(params string[] At) : UserError(At)
{
    public override string Code => "PLATFORM_ISSUER_BUSY";

    public override LocalText Message => new("同時に設定されました。もう一度送信してください。", "It was set at the same time. Send the request again.");
}

/// <summary>Only a registered issuer can have its documents issued by the platform (消費税法施行令 70-12(1)).</summary>
public sealed record SellerNotRegistered(params string[] At) : UserError(At)
{
    public override string Code => "SELLER_NOT_REGISTERED";

    public override LocalText Message => new(
        "媒介者交付特例を使えるのは適格請求書発行事業者だけです。事業者情報に課税事業者であることと登録番号を登録してください。",
        "Only a registered issuer can use this. Put the registration number into the operator's profile, and that it owes tax.");
}

/// <summary>The platform itself is no registered issuer on that day (消費税法施行令 70-12(1)).</summary>
public sealed record PlatformNotRegistered(params string[] At) : UserError(At)
{
    public override string Code => "PLATFORM_NOT_REGISTERED";

    public override LocalText Message => new(
        "その日にプラットフォームが適格請求書発行事業者として登録されていないため、媒介者交付特例を使えません。", "The platform is no registered issuer on that day, so it cannot issue for sellers.");
}

/// <summary>The registration was told already.</summary>
/// <param name="NotifiedAt">When.</param>
/// <param name="NotifiedFrom">First day of supply from which the platform issues.</param>
public sealed record RegistrationAlreadyNotified(DateTimeOffset NotifiedAt, DateOnly NotifiedFrom, params string[] At) : UserError(At)
{
    public override string Code => "REGISTRATION_ALREADY_NOTIFIED";

    public override LocalText Message => new("登録はすでに通知されています。", "The registration was told already. Take it back first to tell another.");
}

/// <summary>The registration is to be told before the supply.</summary>
/// <param name="Earliest">First day that can be chosen.</param>
public sealed record RegistrationNoticeTooEarly(DateOnly Earliest, params string[] At) : UserError(At)
{
    public override string Code => "REGISTRATION_NOTICE_TOO_EARLY";

    public override LocalText Message => new(
        $"登録は取引の前に通知する必要があるため、{Earliest:yyyy-MM-dd} 以降の日を指定してください。", $"The registration is told before the supply, so choose {Earliest:yyyy-MM-dd} or a later day.");
}

/// <summary>Nothing was told that could be taken back.</summary>
public sealed record RegistrationNotNotified(params string[] At) : UserError(At)
{
    public override string Code => "REGISTRATION_NOT_NOTIFIED";

    public override LocalText Message => new("有効な登録の通知がありません。", "No notice of the registration holds.");
}

/// <summary>It was told or taken back at the same time.</summary>
public sealed record RegistrationNoticeBusy(params string[] At) : UserError(At)
{
    public override string Code => "REGISTRATION_NOTICE_BUSY";

    public override LocalText Message => new("登録の通知が同時に変更されました。もう一度送信してください。", "The notice was changed at the same time. Send the request again.");
}
