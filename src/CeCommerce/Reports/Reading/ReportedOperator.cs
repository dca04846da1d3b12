using CeCommerce.Operators;

namespace CeCommerce.Reports.Reading;

/// <summary>An operator as it was on record at the as-of instant.</summary>
/// <param name="RegisteredAt">When it joined.</param>
internal sealed record ReportedOperator(OperatorId Id, DateTimeOffset RegisteredAt, OperatorRecord Record)
{
    /// <summary>Permits that held on the day.</summary>
    public IEnumerable<DealerLicence> PermitsOn(DateOnly day) => Record.Licences.Where(permit => ((Standards.IPermit)permit).HoldsOn(day));
}
