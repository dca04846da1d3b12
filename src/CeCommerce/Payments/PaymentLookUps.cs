using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Payments;

/// <summary>How payments are found while money moves, as queries that are built and translated once.</summary>
internal static class PaymentLookUps
{
    private static readonly Func<CommerceDatabase, PaymentId, CancellationToken, Task<Payment>> ById = EF.CompileAsyncQuery(
        (CommerceDatabase database, PaymentId id, CancellationToken cancellationToken) => database.Set<Payment>().Single(x => x.Id == id));

    private static readonly Func<CommerceDatabase, string, string, CancellationToken, Task<Payment?>> ByReference = EF.CompileAsyncQuery(
        (CommerceDatabase database, string gateway, string reference, CancellationToken cancellationToken) =>
            database.Set<Payment>().AsNoTracking().SingleOrDefault(x => x.Gateway == gateway && x.Reference == reference));

    private static readonly Func<CommerceDatabase, string, string, CancellationToken, Task<Payment?>> ByProcessorId = EF.CompileAsyncQuery(
        (CommerceDatabase database, string gateway, string processorId, CancellationToken cancellationToken) =>
            database.Set<Payment>().AsNoTracking().SingleOrDefault(x => x.Gateway == gateway && x.ProcessorId == processorId));

    /// <summary>One that is known to be there.</summary>
    public static Task<Payment> PaymentAsync(this CommerceDatabase database, PaymentId id, CancellationToken cancellationToken) => ById(database, id, cancellationToken);

    /// <summary>By what was paid for, to be asked about, not changed.</summary>
    public static Task<Payment?> PaymentForAsync(this CommerceDatabase database, string gateway, string reference, CancellationToken cancellationToken) =>
        ByReference(database, gateway, reference, cancellationToken);

    /// <summary>As <see cref="PaymentForAsync"/>, by the processor's own name of the charge.</summary>
    public static Task<Payment?> PaymentNamedAsync(this CommerceDatabase database, string gateway, string processorId, CancellationToken cancellationToken) =>
        ByProcessorId(database, gateway, processorId, cancellationToken);
}
