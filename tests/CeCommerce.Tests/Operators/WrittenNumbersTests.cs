using CeCommerce.Operators;

namespace CeCommerce.Tests.Operators;

/// <summary>T4: a registration number is kept in one form, however it was written.</summary>
public sealed class WrittenNumbersTests
{
    [Theory]
    [InlineData("T1010001112577", "T1010001112577")]
    [InlineData(" t1-0100-0111-2577 ", "T1010001112577")]
    [InlineData("Ｔ１０１０００１１１２５７７", "T1010001112577")]
    [InlineData("Ｔ１－０１００－０１１１－２５７７", "T1010001112577")]
    [InlineData("T1‐0100―0111ー2577", "T1010001112577")]
    [InlineData("T1　0100　0111　2577", "T1010001112577")]
    [InlineData("T101000111257", "T101000111257")]
    [InlineData("", "")]
    [InlineData(null, null)]
    public void T4_blanks_hyphens_and_full_width_letters_are_put_right(string? written, string? kept) => Assert.Equal(kept, WrittenNumbers.Invoice(written));
}
