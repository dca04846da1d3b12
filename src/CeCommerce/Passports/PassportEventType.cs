namespace CeCommerce.Passports;

/// <summary>What happened to a unit. Stands in what is hashed, so a word never changes.</summary>
public enum PassportEventType
{
    /// <summary>It was registered here.</summary>
    Registered,

    /// <summary>Its operator states something else about it.</summary>
    Described,

    /// <summary>It was looked at, measured, tested or cleaned.</summary>
    Inspected,

    /// <summary>An inspection gave it grades.</summary>
    Graded,

    /// <summary>A counter of its use was read.</summary>
    UsageReading,

    /// <summary>The health of a part that wears was measured, e.g. of its battery.</summary>
    HealthMeasured,

    /// <summary>It was repaired or modified, or the repair was given up.</summary>
    Repaired,

    /// <summary>A repair put in a part.</summary>
    PartReplaced,

    /// <summary>The former user's data were removed, or the attempt failed.</summary>
    DataErased,

    /// <summary>It is on the shelf.</summary>
    Offered,

    /// <summary>It is off the shelf.</summary>
    NotOffered,

    /// <summary>An order has it.</summary>
    Sold,

    /// <summary>Somebody else owns it: the buyer after a completed sale, or an operator who registers again what a buyer had.</summary>
    OwnershipTransferred,
}
