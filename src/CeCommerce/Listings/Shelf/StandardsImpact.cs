using CeCommerce.Operators;
using CeCommerce.Platform;
using CeCommerce.Standards.GraphQL;

namespace CeCommerce.Listings.Shelf;

/// <summary>Packs whose effect on the shelf is asked for.</summary>
/// <param name="Packs">The packs that would change; all others stay as in the edition in use.</param>
/// <param name="After">`next` of the answer before, to go on from there.</param>
public sealed record StandardsImpactInput(IReadOnlyList<RulePackVersionInput> Packs, ListingId? After);

/// <summary>What would become of the shelf, or why that cannot be said.</summary>
/// <param name="Impact">Null when it cannot.</param>
/// <param name="Errors">Why it cannot; empty when it can.</param>
public sealed record StandardsImpactPayload(StandardsImpact? Impact, IReadOnlyList<IUserError> Errors);

/// <summary>What would become of a part of the shelf if the packs were in use today.</summary>
/// <param name="LookedAt">How many listings were judged by both, at most 20,000.</param>
/// <param name="Changed">Of these, how many would get another verdict.</param>
/// <param name="Leaving">Of these, how many may be published today and could not any more.</param>
/// <param name="Clauses">What changes by clause and operator, what blocks most listings first; at most 50.</param>
/// <param name="IsTruncated">True when more clauses and operators change than `clauses` shows.</param>
/// <param name="Next">Pass it as `after` to look at the listings behind these; null when there are none.</param>
public sealed record StandardsImpact(int LookedAt, int Changed, int Leaving, IReadOnlyList<ClauseImpact> Clauses, bool IsTruncated, ListingId? Next);

/// <summary>What changes of one clause for listings of one operator.</summary>
/// <param name="RuleId">Rule id, e.g. `LS-006`.</param>
/// <param name="Clause">The clause within the rule.</param>
/// <param name="Operator">Whose listings.</param>
/// <param name="Listings">For how many it says something else than today.</param>
/// <param name="Blocked">Of these, how many it blocks and does not today.</param>
/// <param name="Released">Of these, how many it blocks today and would not any more.</param>
/// <param name="ListingIds">Up to 5 of them.</param>
public sealed record ClauseImpact(string RuleId, string Clause, Operator Operator, int Listings, int Blocked, int Released, IReadOnlyList<ListingId> ListingIds);
