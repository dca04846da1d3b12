using CeCommerce.Platform;

namespace CeCommerce.Passports.Identity;

/// <summary>What is wrong with a Digital Link.</summary>
public enum DigitalLinkFlaw
{
    /// <summary>Not http(s), or no host.</summary>
    NotAnAddress,

    /// <summary>A character that no address holds.</summary>
    Characters,

    /// <summary>Longer than a code on a thing can be.</summary>
    TooLong,

    /// <summary>The path does not end in a GS1 key, its value and its qualifiers.</summary>
    NoKey,

    /// <summary>A number that GS1 has not given out.</summary>
    UnknownAi,

    /// <summary>A value too long, too short, or with a character that does not belong there.</summary>
    Value,

    /// <summary>A check digit that does not follow from the others.</summary>
    CheckDigit,

    /// <summary>Qualifiers of another key, or in the wrong order.</summary>
    Qualifiers,

    /// <summary>Something in the query that belongs into the path, or nowhere.</summary>
    NotAnAttribute,

    /// <summary>The same twice.</summary>
    Repeated,
}

/// <summary>The address is no GS1 Digital Link.</summary>
/// <param name="Flaw">What is wrong with it.</param>
/// <param name="Ai">The application identifier where it is wrong; empty when it concerns the whole.</param>
public sealed record DigitalLinkInvalid(DigitalLinkFlaw Flaw, string Ai, params string[] At) : UserError(At)
{
    public override string Code => "DIGITAL_LINK_INVALID";

    public override LocalText Message => Flaw switch
    {
        DigitalLinkFlaw.NotAnAddress => new("http または https のアドレスではありません。", "This is not an http or https address."),
        DigitalLinkFlaw.Characters => new("アドレスに使えない文字が含まれています。", "The address holds a character that no address may hold."),
        DigitalLinkFlaw.TooLong => new("アドレスが長すぎます。", "The address is too long."),
        DigitalLinkFlaw.NoKey => new(
            "パスの末尾が GS1 の識別キーと値(例: /01/14桁のGTIN/21/シリアル)になっていません。",
            "The path does not end in a GS1 key with its value, as /01/(GTIN of 14 digits)/21/(serial) does."),
        DigitalLinkFlaw.UnknownAi => new($"アプリケーション識別子 {Ai} はありません。", $"There is no application identifier {Ai}."),
        DigitalLinkFlaw.Value => new(
            $"アプリケーション識別子 {Ai} の値の桁数または文字が正しくありません。GTIN は14桁です。",
            $"The value of application identifier {Ai} has a wrong length or a wrong character. A GTIN has 14 digits."),
        DigitalLinkFlaw.CheckDigit => new(
            $"アプリケーション識別子 {Ai} の値のチェックデジットが一致しません。", $"The check digit of application identifier {Ai} does not fit the other digits."),
        DigitalLinkFlaw.Qualifiers => new(
            $"アプリケーション識別子 {Ai} はこのキーに続けられないか、順序が違います。", $"Application identifier {Ai} may not follow this key, or not in this order."),
        DigitalLinkFlaw.NotAnAttribute => new(
            $"アプリケーション識別子 {Ai} はクエリに置けません。", $"Application identifier {Ai} may not stand in the query."),
        DigitalLinkFlaw.Repeated => new($"アプリケーション識別子 {Ai} が重複しています。", $"Application identifier {Ai} stands there twice."),
    };
}
