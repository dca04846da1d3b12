using System.Numerics;

namespace CeCommerce.Standards;

/// <summary>A set of facts: a bit for each code, in as many words as there are codes for.</summary>
internal readonly struct FactSet
{
    private const int WordBits = 64;

    private readonly ulong[] _words;

    /// <param name="size">How many codes there are.</param>
    public FactSet(int size, IEnumerable<FactCode> codes)
    {
        _words = new ulong[((size - 1) / WordBits) + 1];
        foreach (var code in codes)
            _words[(int)code / WordBits] |= Bit(code);
    }

    public bool Contains(FactCode code) => (_words[(int)((uint)code / WordBits)] & Bit(code)) != 0;

    /// <summary>How many of its codes come before that one.</summary>
    public int CountBefore(FactCode code)
    {
        var word = (int)((uint)code / WordBits);
        var count = BitOperations.PopCount(_words[word] & (Bit(code) - 1));
        for (var i = 0; i < word; i++)
            count += BitOperations.PopCount(_words[i]);
        return count;
    }

    // The shift counts modulo 64.
    private static ulong Bit(FactCode code) => 1ul << (int)code;
}
