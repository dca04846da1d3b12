using CeCommerce.Operators;

namespace CeCommerce.Reports.Reading;

/// <summary>An operator as it was on record at the as-of instant.</summary>
/// <param name="RegisteredAt">When it joined.</param>
/// <param name="ReadUntil">The as-of instant, or just before the first change that settled too late for it.</param>
internal sealed record ReportedOperator(OperatorId Id, DateTimeOffset RegisteredAt, OperatorRecord Record, DateTimeOffset ReadUntil)
{
    /// <summary>Permits that held on the day.</summary>
    public IEnumerable<DealerLicence> PermitsOn(DateOnly day) => Record.Licences.Where(permit => ((Standards.IPermit)permit).HoldsOn(day));
}
