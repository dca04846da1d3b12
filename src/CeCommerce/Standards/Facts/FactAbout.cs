namespace CeCommerce.Standards;

/// <summary>What a fact is a property of.</summary>
[TermSource("Vocabulary of the product")]
public enum FactAbout
{
    [Term("現物", "Unit", MeaningJa = "現物についての値。持ち主が替わっても現物に付いていく", MeaningEn = "A property of the physical unit, which it keeps whoever offers it.")]
    Unit,

    [Term("出品", "Offer", MeaningJa = "出品の条件。その出品だけのもの", MeaningEn = "A term of one offer: another listing of the same unit has its own.")]
    Offer,
}
