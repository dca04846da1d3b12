using Npgsql;

namespace CeCommerce.Platform.Proofs;

/// <summary>A log that a feature keeps and that is only added to.</summary>
internal interface IProvenLog
{
    /// <summary>In the database.</summary>
    string Name { get; }

    /// <summary>Gives everything that was committed by now its leaf; a checkpoint is made after it.</summary>
    Task SealAsync(CancellationToken cancellationToken);

    /// <summary>The hashes of the leaves from number <paramref name="first"/> on, in their order; the first of all is 0.</summary>
    IAsyncEnumerable<byte[]> LeavesAsync(NpgsqlConnection connection, long first, CancellationToken cancellationToken);
}
