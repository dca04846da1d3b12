using System.Globalization;
using CeCommerce.Standards;

namespace CeCommerce.Tests.Standards.CheckAnswers;

/// <summary>Something that a check may look at, beside the facts of the unit, as a text.</summary>
/// <param name="Name">As the API or the rules call it.</param>
/// <param name="Read">Null when nothing is stated.</param>
/// <param name="Values">To be tried.</param>
internal sealed record AskedField(string Name, Func<JudgedListing, string?> Read, Func<JudgedListing, string, JudgedListing> Write, params string[] Values)
{
    public static AskedField Of(string name, Func<ListingFacts, string?> read, Func<ListingFacts, string, ListingFacts> write, params string[] values) =>
        new(name, judged => read(judged.Listing), (judged, text) => judged with { Listing = write(judged.Listing, text) }, values);

    public static AskedField OfOffer(string name, Func<OfferTerms, string?> read, Func<OfferTerms, string, OfferTerms> write, params string[] values) =>
        Of(name, listing => read(listing.Offer), (listing, text) => listing with { Offer = write(listing.Offer, text) }, values);

    public static AskedField OfOperator(string name, Func<OperatorFacts, string?> read, Func<OperatorFacts, string, OperatorFacts> write, params string[] values) =>
        Of(name, listing => read(listing.Operator), (listing, text) => listing with { Operator = write(listing.Operator, text) }, values);

    public static string? Shown(long? number) => number?.ToString(CultureInfo.InvariantCulture);

    public static string? Shown(DateOnly? day) => day?.ToString("O", CultureInfo.InvariantCulture);

    public static string? Shown<T>(IReadOnlyList<T> terms)
        where T : struct, Enum => terms.Count == 0 ? null : string.Join(',', terms.Select(Shown));

    public static string Shown<T>(T term)
        where T : struct, Enum => Terms<T>.Of(term).Code;

    public static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    public static DateOnly Day(string text) => DateOnly.ParseExact(text, "O", CultureInfo.InvariantCulture);

    public static DateOnly? DayOrOpen(string text) => text.Length == 0 ? null : Day(text);

    public static T Term<T>(string code)
        where T : struct, Enum => Terms<T>.All.Single(term => term.Code == code).Value;

    public static T[] TermsOf<T>(string codes)
        where T : struct, Enum => [.. codes.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Term<T>)];

    public static string[] CodesOf<T>()
        where T : struct, Enum => [.. Terms<T>.All.Select(term => term.Code)];
}
