namespace CeCommerce.Passports;

/// <summary>How complete a history is. Months are those of Tokyo, from the first event to now.</summary>
/// <param name="MonthsWithEvents">In how many of them something is known to have happened to the unit.</param>
/// <param name="AgeMonths">How many there are, the one that runs included; 0 before the first event.</param>
/// <param name="LongestGapMonths">The longest row of whole months of which nothing is known.</param>
internal sealed record Coverage(int MonthsWithEvents, int AgeMonths, int LongestGapMonths);
