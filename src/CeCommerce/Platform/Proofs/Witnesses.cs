using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace CeCommerce.Platform.Proofs;

/// <summary>Somebody outside the database who is told of each checkpoint, in order, and keeps it.</summary>
internal interface IWitness
{
    /// <summary>In the database; another address is another witness, who is told of all.</summary>
    string Name { get; }

    /// <summary>Whether it has taken the note. Told again it takes it again.</summary>
    Task<bool> TellAsync(string note, CancellationToken cancellationToken);
}

/// <summary>A file that notes are added to, best on a medium that can only be added to.</summary>
internal sealed class FileWitness(string path) : IWitness
{
    public string Name => $"file {path}";

    public async Task<bool> TellAsync(string note, CancellationToken cancellationToken)
    {
        try
        {
            await using var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read);
            await file.WriteAsync(Encoding.UTF8.GetBytes(note + "\n"), cancellationToken);
            file.Flush(flushToDisk: true);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}

/// <summary>An address that notes are posted to; any 2xx is a receipt.</summary>
internal sealed class UrlWitness(HttpClient http, Uri address) : IWitness
{
    // The address may hold a secret.
    public string Name { get; } = $"url {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(address.AbsoluteUri)))}";

    public async Task<bool> TellAsync(string note, CancellationToken cancellationToken)
    {
        try
        {
            using var content = new StringContent(note, Encoding.UTF8, new MediaTypeHeaderValue("text/plain"));
            using var response = await http.PostAsync(address, content, cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException || (e is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return false;
        }
    }
}

/// <summary>Tells witnesses of checkpoints until they have taken them.</summary>
internal sealed class WitnessNews(NpgsqlDataSource database, IEnumerable<IWitness> witnesses, IEnumerable<IProvenLog> logs, TimeProvider clock)
{
    /// <summary>Answers how many were taken. One that refuses is asked again with the next round; the others are told all the same.</summary>
    public async Task<int> TellAsync(CancellationToken cancellationToken)
    {
        var told = 0;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        foreach (var (witness, log) in from witness in witnesses from log in logs select (witness, log))
        {
            foreach (var due in await connection.UntoldAsync(log.Name, witness.Name, cancellationToken))
            {
                if (!await witness.TellAsync(due.Signed.Note, cancellationToken))
                {
                    break;
                }

                await connection.RunAsync(
                    "INSERT INTO platform.checkpoint_deliveries (witness, log, number, at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
                    [witness.Name, log.Name, due.Number, clock.GetUtcNow()],
                    cancellationToken);
                told++;
            }
        }

        return told;
    }

    /// <summary>Checkpoints that a witness has not taken yet, up to 100 of each.</summary>
    public async Task<int> WaitingAsync(CancellationToken cancellationToken)
    {
        var waiting = 0;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        foreach (var (witness, log) in from witness in witnesses from log in logs select (witness, log))
        {
            waiting += (await connection.UntoldAsync(log.Name, witness.Name, cancellationToken)).Count;
        }

        return waiting;
    }
}
