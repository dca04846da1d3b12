namespace CeCommerce.Passports;

/// <summary>Whether a passport is open to the public.</summary>
public enum PassportStatus
{
    /// <summary>The unit was never offered: its history is its operator's business.</summary>
    Draft,

    /// <summary>It was offered, and its history is public from then on, whoever has it.</summary>
    Active,
}
