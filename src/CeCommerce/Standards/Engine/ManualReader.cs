namespace CeCommerce.Standards;

/// <summary>Finds a manual among the accessories as stock lists write them: リモコン、取扱説明書; not 説明書なし, 説明書欠品 or "no manual".</summary>
internal static class ManualReader
{
    private static readonly string[] Words = ["説明書", "manual"];
    private static readonly string[] Lacking = ["なし", "ナシ", "無", "欠", "ない", "ありません", "付属しな", "付属しませ", "付属なし", "付属無", "付きませ", "紛失", "missing", "none", "not ", "is not ", "is missing"];
    private static readonly string[] LackingBefore = ["no ", "without ", "no user ", "no instruction "];

    public static bool Names(ReadOnlySpan<char> accessories)
    {
        foreach (var word in Words)
        {
            for (var rest = accessories; rest.IndexOf(word, StringComparison.OrdinalIgnoreCase) is >= 0 and var at; rest = rest[(at + word.Length)..])
            {
                if (!Lacks(rest[(at + word.Length)..]) && !LacksBefore(rest[..at]))
                    return true;
            }
        }

        return false;
    }

    private static bool Lacks(ReadOnlySpan<char> after)
    {
        after = after.TrimStart(" 　:：-－=＝(（[［【はがも");
        foreach (var word in Lacking)
        {
            if (after.StartsWith(word, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    private static bool LacksBefore(ReadOnlySpan<char> before)
    {
        foreach (var word in LackingBefore)
        {
            if (before.EndsWith(word, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
