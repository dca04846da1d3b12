using CeCommerce.Platform;

namespace CeCommerce.Personal;

/// <summary>What came of reading a recipient.</summary>
public enum RecipientReadOutcome
{
    /// <summary>Here it is.</summary>
    Read,

    /// <summary>The person was erased; nobody can read it any more.</summary>
    Erased,

    /// <summary>Support has to say why, with `reason` and `caseNumber`.</summary>
    ReasonNeeded,

    /// <summary>The caller may not read it.</summary>
    NotAllowed,

    /// <summary>Its key cannot be used now; it may be later.</summary>
    Unavailable,
}

/// <summary>What a recipient says, or why it is not told.</summary>
/// <param name="Outcome">What came of it.</param>
/// <param name="Address">Null unless it was read.</param>
internal sealed record RecipientReading(RecipientReadOutcome Outcome, RecipientAddress? Address = null)
{
    /// <summary>The outcome in a sentence, with what to do.</summary>
    public LocalText Message => Outcome switch
    {
        RecipientReadOutcome.Read => new("読み出しました。この読み出しは記録されています。", "Here it is; that it was read is on record."),
        RecipientReadOutcome.Erased => new("個人情報は消去されました。元に戻せません。", "The personal data was erased and cannot be brought back."),
        RecipientReadOutcome.ReasonNeeded => new("読み出すには reason と caseNumber を指定してください。", "To read it, say why: reason and caseNumber."),
        RecipientReadOutcome.NotAllowed => new("この送り先を読み出す権限がありません。", "You may not read this recipient."),
        RecipientReadOutcome.Unavailable => new("個人情報の鍵を使えません。しばらくしてからもう一度お試しください。", "Its key cannot be used at the moment. Try again in a while."),
    };
}
