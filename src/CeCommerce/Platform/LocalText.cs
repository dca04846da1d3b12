namespace CeCommerce.Platform;

/// <summary>The languages that the product speaks to people in.</summary>
public enum Language
{
    /// <summary>Japanese, the default.</summary>
    Ja,

    /// <summary>English.</summary>
    En,
}

/// <summary>One sentence in both languages of the product; the reader's Accept-Language chooses.</summary>
public sealed record LocalText(string Ja, string En)
{
    public string In(Language language) => language == Language.En ? En : Ja;

    public override string ToString() => En;
}
