namespace CeCommerce.Standards;

/// <summary>What a title or description promises, or takes from the buyer.</summary>
[Flags]
internal enum Claims
{
    None = 0,

    /// <summary>新品: not used, which kobutsu never is in the law's sense.</summary>
    New = 1,

    /// <summary>新品同様: looks and works as new.</summary>
    LikeNew = 2,

    /// <summary>メーカー保証: the maker's warranty still runs.</summary>
    MakerWarranty = 4,

    /// <summary>動作確認済: it was tested.</summary>
    Tested = 8,

    /// <summary>最安値: nobody sells it for less.</summary>
    Cheapest = 16,

    /// <summary>CO2削減: a gain for the climate, or a figure of emissions.</summary>
    Co2 = 32,

    /// <summary>ノークレームノーリターン: every liability, or every return for whatever reason, is excluded.</summary>
    NoLiability = 64,
}
