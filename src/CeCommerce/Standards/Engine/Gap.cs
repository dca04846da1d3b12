namespace CeCommerce.Standards;

/// <summary>What stood between two letters of a text, weakest first.</summary>
internal enum Gap : byte
{
    None,

    /// <summary>A space or a sign that people also put inside a word: 新・品.</summary>
    Sign,

    /// <summary>A comma, colon or bracket.</summary>
    Clause,

    /// <summary>The end of a line or a bullet: ends a sentence, yet also stands inside words.</summary>
    Break,

    /// <summary>The end of a sentence.</summary>
    Stop,
}
