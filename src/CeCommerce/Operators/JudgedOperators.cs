using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Operators;

/// <summary>For a verdict that depends on what its operator holds and says: both are stored before the operator changes, or after.</summary>
internal static class JudgedOperators
{
    /// <summary>
    /// Until the transaction ends nobody changes the operator, which is read anew when somebody has since it was loaded. Whoever changes it
    /// waits, and so its event comes after the verdict, which is then judged again.
    /// </summary>
    public static async Task HoldAsync(this CommerceDatabase database, Operator judged, CancellationToken cancellationToken)
    {
        if (!await database.HoldsAsync(judged, cancellationToken))
        {
            await database.Entry(judged).ReloadAsync(cancellationToken);
        }
    }

    /// <summary>As <see cref="HoldAsync(CommerceDatabase, Operator, CancellationToken)"/>, for one that is not tracked: the same, or as it is stored now.</summary>
    public static async Task<Operator> HeldAsync(this CommerceDatabase database, Operator judged, CancellationToken cancellationToken) =>
        await database.HoldsAsync(judged, cancellationToken)
            ? judged
            : await database.Set<Operator>().AsNoTracking().SingleAsync(x => x.Id == judged.Id, cancellationToken);

    public static async Task HoldAsync(this CommerceDatabase database, IEnumerable<Operator> judged, CancellationToken cancellationToken)
    {
        foreach (var one in judged.Distinct())
        {
            await database.HoldAsync(one, cancellationToken);
        }
    }

    /// <summary>Waits for the verdicts that are being given over the operator's listings; later ones wait until the transaction ends.</summary>
    public static Task LockAsync(this CommerceDatabase database, OperatorId judged, CancellationToken cancellationToken) => database.Database
        .ExecuteSqlAsync($"SELECT FROM operators.operators WHERE id = {judged.Value} FOR NO KEY UPDATE", cancellationToken);

    /// <summary>Whether it is stored as it was loaded.</summary>
    private static async Task<bool> HoldsAsync(this CommerceDatabase database, Operator judged, CancellationToken cancellationToken)
    {
        var held = await database.Database
            .SqlQuery<string>($"SELECT xmin::text AS \"Value\" FROM operators.operators WHERE id = {judged.Id.Value} FOR SHARE")
            .ToListAsync(cancellationToken);
        return held.Contains(RowVersion.Text(judged.Version));
    }
}
