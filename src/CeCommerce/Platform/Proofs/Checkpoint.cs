using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CeCommerce.Platform.Proofs;

/// <summary>What a log was at a moment, signed: its text is a note as witnesses of transparency logs take it (C2SP <c>tlog-checkpoint</c>).</summary>
/// <param name="Origin">Names the log among all logs of the world.</param>
/// <param name="Size">Leaves.</param>
/// <param name="Root">Of the tree over them.</param>
/// <param name="At">In whole seconds.</param>
/// <param name="KeyId">Whose key signed.</param>
/// <param name="Signature">ES256: r and s, 64 bytes.</param>
internal sealed record Checkpoint(string Origin, long Size, Sha256Digest Root, DateTimeOffset At, string KeyId, string Signature)
{
    private const string Time = "yyyy-MM-dd'T'HH:mm:ss'Z'";
    private const string Dash = "— ";

    /// <summary>What is signed.</summary>
    public string Body => string.Create(
        CultureInfo.InvariantCulture, $"{Origin}\n{Size}\n{Convert.ToBase64String(Root.ToBytes())}\ntime {At.ToUniversalTime().ToString(Time, CultureInfo.InvariantCulture)}\nkey {KeyId}\n");

    /// <summary>The whole text, which ends with a line end.</summary>
    public string Note => $"{Body}\n{Dash}{Origin} {Convert.ToBase64String([.. ProofKey.Hint(KeyId), .. ProofKey.Decode(Signature)])}\n";

    public static Checkpoint Sign(string origin, MerkleFrontier tree, DateTimeOffset now, ProofSigner signer)
    {
        var at = DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds());
        var unsigned = new Checkpoint(origin, tree.Size, Sha256Digest.From(tree.Root()), at, signer.Key.Id, "");
        return unsigned with { Signature = Convert.ToBase64String(signer.Sign(unsigned.Body)) };
    }

    public bool IsSignedBy(ProofKey key) => key.Id == KeyId && key.Verifies(Body, ProofKey.Decode(Signature));

    /// <summary>Null unless it is written exactly so.</summary>
    public static Checkpoint? Read(string note)
    {
        if (note.Split('\n') is not [var origin, var size, var root, var time, var key, "", var signature, ""]
            || !long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var leaves)
            || ProofKey.Decode(root) is not { Length: SHA256.HashSizeInBytes } hash
            || !time.StartsWith("time ", StringComparison.Ordinal)
            || !DateTimeOffset.TryParseExact(time[5..], Time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            || !key.StartsWith("key ", StringComparison.Ordinal)
            || !signature.StartsWith($"{Dash}{origin} ", StringComparison.Ordinal)
            || ProofKey.Decode(signature[(Dash.Length + origin.Length + 1)..]) is not { Length: ProofKey.HintSize + ProofKey.SignatureSize } signed)
        {
            return null;
        }

        var read = new Checkpoint(origin, leaves, Sha256Digest.From(hash), at, key[4..], Convert.ToBase64String(signed.AsSpan(ProofKey.HintSize)));
        return ProofKey.IsId(read.KeyId) && read.Note == note ? read : null;
    }

    /// <summary>The notes of a text that holds several, one after the other, and whether there was nothing else in it.</summary>
    public static (IReadOnlyList<Checkpoint> Found, bool Clean) ReadAll(string text)
    {
        var (found, clean, lines) = (new List<Checkpoint>(), true, new StringBuilder());
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            if (line.Length == 0 && lines.Length == 0)
            {
                continue;
            }

            lines.Append(line).Append('\n');
            if (line.StartsWith(Dash, StringComparison.Ordinal))
            {
                var read = Read(lines.ToString());
                clean &= read is not null;
                found.AddRange(read is null ? [] : [read]);
                lines.Clear();
            }
        }

        return (found, clean && lines.Length == 0);
    }
}
