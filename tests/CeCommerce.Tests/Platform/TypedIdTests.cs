using CeCommerce.Platform;
using CsCheck;

namespace CeCommerce.Tests;

public sealed class TypedIdTests
{
    private readonly record struct SampleId(Guid Value) : ITypedId<SampleId>
    {
        public static string Prefix => "smp";

        public static SampleId From(Guid value) => new(value);
    }

    [Fact]
    public void Every_identifier_reads_back_as_written() =>
        Gen.Guid.Sample(guid => TypedId.Parse<SampleId>(TypedId.Format(new SampleId(guid))).Value == guid);

    [Theory]
    [InlineData("")]
    [InlineData("smp_")]
    [InlineData("lst_00000000000000000000000000")]
    [InlineData("smp_8zzzzzzzzzzzzzzzzzzzzzzzzz")]
    [InlineData("smp_0000000000000000000000000u")]
    [InlineData("smp_0000000000000000000000000\0")]
    public void What_is_no_identifier_of_the_kind_is_refused(string text) =>
        Assert.False(TypedId.TryParse<SampleId>(text, out _));

    [Fact]
    public void Later_identifiers_sort_after_earlier_ones()
    {
        var noon = new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
        Assert.True(string.CompareOrdinal(
            TypedId.Format(TypedId.New<SampleId>(noon)), TypedId.Format(TypedId.New<SampleId>(noon.AddMilliseconds(1)))) < 0);
    }
}
