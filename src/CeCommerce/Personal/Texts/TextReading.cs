namespace CeCommerce.Personal.Texts;

/// <summary>What became of something that was written in a matter of a person.</summary>
public enum TextState
{
    /// <summary>It reads as it was written.</summary>
    Read,

    /// <summary>The person was erased, and what was written went with them.</summary>
    Erased,

    /// <summary>The keys of personal data cannot be used at the moment, or the text is damaged.</summary>
    Unavailable,
}

/// <param name="State">What became of it.</param>
/// <param name="Text">As it was written; null where it cannot be read.</param>
internal sealed record TextReading(TextState State, string? Text = null)
{
    /// <summary>Nothing of it: it may be in a hand that logs.</summary>
    public override string ToString() => nameof(TextReading);
}
