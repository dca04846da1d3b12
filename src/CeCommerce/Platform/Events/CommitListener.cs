using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CeCommerce.Platform.Events;

/// <summary>Tells the sequencer of this process when a transaction of this process has committed, so that nobody waits for the poll.</summary>
internal sealed class CommitListener(EventSequencing sequencing) : IDbTransactionInterceptor, ISaveChangesInterceptor
{
    public void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) => sequencing.Committed();

    public Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        sequencing.Committed();
        return Task.CompletedTask;
    }

    public int SavedChanges(SaveChangesCompletedEventData eventData, int result)
    {
        Saved(eventData);
        return result;
    }

    public ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        Saved(eventData);
        return ValueTask.FromResult(result);
    }

    /// <summary>One statement commits by itself, without a transaction that could be listened to.</summary>
    private void Saved(SaveChangesCompletedEventData eventData)
    {
        if (eventData is { EntitiesSavedCount: > 0, Context.Database.CurrentTransaction: null })
        {
            sequencing.Committed();
        }
    }
}
