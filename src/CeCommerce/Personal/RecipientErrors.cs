using CeCommerce.Platform;

namespace CeCommerce.Personal;

/// <summary>Only a consumer, named by a partner app, has recipients.</summary>
public sealed record RecipientOwnerRequired(params string[] At) : UserError(At)
{
    public override string Code => "RECIPIENT_OWNER_REQUIRED";

    public override LocalText Message => new(
        "送り先の登録には、アプリが発行した消費者のアクセストークンが必要です。", "Recipients need an access token that a partner app obtained for a consumer.");
}

/// <summary>No such recipient, or not the caller's.</summary>
public sealed record RecipientNotFound(params string[] At) : UserError(At)
{
    public override string Code => "RECIPIENT_NOT_FOUND";

    public override LocalText Message => new("送り先が見つかりません。ID を確認してください。", "There is no such recipient, or it is not yours. Check the id.");
}

/// <summary>The consumer keeps as many recipients as one may.</summary>
/// <param name="Limit">How many.</param>
public sealed record TooManyRecipients(int Limit, params string[] At) : UserError(At)
{
    public override string Code => "TOO_MANY_RECIPIENTS";

    public override LocalText Message => new(
        $"送り先は {Limit} 件までです。recipientId を指定して、使わない送り先を置き換えてください。", $"At most {Limit} recipients are kept. Replace one that is not used, with recipientId.");
}

/// <summary>A text of a recipient is missing, too long, or holds characters that no label can show.</summary>
/// <param name="MostCharacters">How long it may be.</param>
public sealed record RecipientTextInvalid(int MostCharacters, params string[] At) : UserError(At)
{
    public override string Code => "RECIPIENT_TEXT_INVALID";

    public override LocalText Message => new(
        $"1〜{MostCharacters} 文字で入力してください。改行や制御文字は使えません。", $"Write 1 to {MostCharacters} characters, without line breaks and control characters.");
}

/// <summary>The reading of a name is not written in kana.</summary>
public sealed record NameKanaInvalid(params string[] At) : UserError(At)
{
    public override string Code => "NAME_KANA_INVALID";

    public override LocalText Message => new(
        "フリガナはカタカナまたはひらがな（100文字以内）で入力してください。ない場合は省略してください。", "Write the reading in katakana or hiragana, at most 100 characters, or leave it out.");
}

/// <summary>There are no address lines, or too many.</summary>
/// <param name="MostLines">How many there may be.</param>
public sealed record AddressLinesInvalid(int MostLines, params string[] At) : UserError(At)
{
    public override string Code => "ADDRESS_LINES_INVALID";

    public override LocalText Message => new(
        $"市区町村・番地・建物名を 1〜{MostLines} 行で入力してください。", $"Write municipality, block and building in 1 to {MostLines} lines.");
}

/// <summary>Not a Japanese postal code.</summary>
public sealed record PostalCodeInvalid(params string[] At) : UserError(At)
{
    public override string Code => "POSTAL_CODE_INVALID";

    public override LocalText Message => new("郵便番号は数字7桁で入力してください（例: 100-0001）。", "A postal code has 7 digits, such as 100-0001.");
}

/// <summary>Not one of the 47 prefectures.</summary>
public sealed record PrefectureUnknown(params string[] At) : UserError(At)
{
    public override string Code => "PREFECTURE_UNKNOWN";

    public override LocalText Message => new("都道府県は JIS X 0401 のコード 01〜47 で指定してください（例: 東京都は 13）。", "A prefecture is a code of JIS X 0401, 01 to 47; Tokyo is 13.");
}

/// <summary>Not a phone number that a carrier in Japan can call.</summary>
public sealed record PhoneInvalid(params string[] At) : UserError(At)
{
    public override string Code => "PHONE_INVALID";

    public override LocalText Message => new(
        "電話番号は 0 から始まる 10 桁または 11 桁の国内の番号を入力してください（例: 03-1234-5678）。", "A phone number is one of Japan: 10 or 11 digits, the first of them 0, such as 03-1234-5678.");
}

/// <summary>Not an e-mail address.</summary>
public sealed record EmailInvalid(params string[] At) : UserError(At)
{
    public override string Code => "EMAIL_INVALID";

    public override LocalText Message => new("メールアドレスの形式を確認してください（例: name@example.jp）。", "Check the e-mail address; it looks like name@example.jp.");
}

/// <summary>The erasure was not confirmed.</summary>
public sealed record ErasureNotConfirmed(params string[] At) : UserError(At)
{
    public override string Code => "ERASURE_NOT_CONFIRMED";

    public override LocalText Message => new(
        "消去した個人情報は元に戻せません。消去する場合は confirm に true を指定してください。", "What is erased cannot be brought back. To erase it, say true in confirm.");
}

/// <summary>Whose data is to be erased is not clear: consumers erase their own and name nobody, the platform names the consumer.</summary>
public sealed record ErasureSubjectInvalid(params string[] At) : UserError(At)
{
    public override string Code => "ERASURE_SUBJECT_INVALID";

    public override LocalText Message => new(
        "消費者は自分の個人情報だけを消去できます（subject は省略）。プラットフォームは subject に消費者を指定してください。",
        "A consumer erases their own data and leaves subject out; the platform names the consumer in subject, with clientId and consumer.");
}

/// <summary>Others changed the same person's data at the same moment, several times over.</summary>
public sealed record PersonalDataBusy(params string[] At) : UserError(At)
{
    public override string Code => "PERSONAL_DATA_BUSY";

    public override LocalText Message => new(
        "他の処理と重なりました。同じ冪等キーでもう一度お試しください。", "Others are changing this person's data at the same moment. Send the same again, with the same key.");
}
