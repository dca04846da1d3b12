namespace CeCommerce.Standards;

/// <summary>What a fact rests on.</summary>
[TermSource("Vocabulary of the product")]
public enum FactBasis
{
    [Term("申告", "Stated", MeaningJa = "記録された作業によらず、述べられただけの値", MeaningEn = "somebody says so; no recorded work shows it")]
    Stated,

    [Term("作業の記録", "Act", MeaningJa = "検品・消去・修理の記録から決まる値", MeaningEn = "it follows from a recorded inspection, erasure or repair")]
    Act,
}
