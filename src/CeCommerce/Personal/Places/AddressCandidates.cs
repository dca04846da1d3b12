namespace CeCommerce.Personal.Places;

/// <summary>Where a postal code lies, to fill in a form with.</summary>
/// <param name="AsOf">The day of the data.</param>
/// <param name="Candidates">Several where it crosses a border; empty when it is not known, or is none.</param>
internal sealed record AddressCandidates(DateOnly AsOf, IReadOnlyList<AddressCandidate> Candidates)
{
    internal static AddressCandidates Of(string typed)
    {
        var codes = PostalCodes.Own;
        return new(codes.AsOf, [.. (RecipientRules.PostalDigits(typed) is { } code ? codes.Of(code) : []).Select(AddressCandidate.Of)]);
    }
}

/// <summary>A municipality that a postal code lies in.</summary>
/// <param name="PrefectureCode">JIS X 0401, `01` to `47`.</param>
/// <param name="PrefectureName">E.g. 東京都.</param>
/// <param name="MunicipalityCode">JIS X 0402 with the prefecture before it, 5 digits.</param>
/// <param name="MunicipalityName">With district or city before it, as Japan Post writes it: the first address line begins with it.</param>
internal sealed record AddressCandidate(string PrefectureCode, string PrefectureName, string MunicipalityCode, string MunicipalityName)
{
    internal static AddressCandidate Of(Municipality one) => new(one.Prefecture.Code, one.Prefecture.Name, one.Code, one.Name);
}
