using System.Globalization;
using System.Text;
using System.Text.Json;
using CeCommerce.Platform;
using CeCommerce.Tests.Passports;

namespace CeCommerce.Tests.Platform;

/// <summary>The form of RFC 8785.</summary>
public sealed class JcsTests(ITestOutputHelper output)
{
    [Fact]
    public async Task The_published_vectors_come_out_byte_by_byte()
    {
        if (PassportData.Folder("jcs-rfc8785/testdata") is not { } folder)
        {
            Assert.Skip("The vectors of RFC 8785 are not on this machine.");
            return;
        }

        var files = Directory.GetFiles(Path.Combine(folder, "input"));
        foreach (var file in files)
        {
            var expected = await File.ReadAllBytesAsync(Path.Combine(folder, "output", Path.GetFileName(file)), TestContext.Current.CancellationToken);
            Assert.Equal(expected, Jcs.Of(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken)));
        }

        Assert.NotEmpty(files);
        output.WriteLine($"{files.Length} vectors");
    }

    // RFC 8785 appendix B.
    [Theory]
    [InlineData("0000000000000000", "0")]
    [InlineData("8000000000000000", "0")]
    [InlineData("0000000000000001", "5e-324")]
    [InlineData("7fefffffffffffff", "1.7976931348623157e+308")]
    [InlineData("ffefffffffffffff", "-1.7976931348623157e+308")]
    [InlineData("4340000000000000", "9007199254740992")]
    [InlineData("4430000000000000", "295147905179352830000")]
    [InlineData("44b52d02c7e14af5", "9.999999999999997e+22")]
    [InlineData("44b52d02c7e14af6", "1e+23")]
    [InlineData("44b52d02c7e14af7", "1.0000000000000001e+23")]
    [InlineData("444b1ae4d6e2ef4e", "999999999999999700000")]
    [InlineData("444b1ae4d6e2ef50", "1e+21")]
    [InlineData("3eb0c6f7a0b5ed8c", "9.999999999999997e-7")]
    [InlineData("3eb0c6f7a0b5ed8d", "0.000001")]
    [InlineData("41b3de4355555553", "333333333.3333332")]
    [InlineData("becbf647612f3696", "-0.0000033333333333333333")]
    public void Numbers_are_written_as_ecmascript_writes_them(string bits, string text) =>
        Assert.Equal(text, Jcs.Number(BitConverter.Int64BitsToDouble(long.Parse(bits, NumberStyles.HexNumber, CultureInfo.InvariantCulture))));

    [Theory]
    [InlineData("""{"a":1,"a":2}""")]
    [InlineData("""["\ud800"]""")]
    [InlineData("1e400")]
    [InlineData("1 2")]
    [InlineData("{")]
    [InlineData("")]
    public void What_has_no_such_form_is_refused(string json) => Assert.ThrowsAny<JsonException>(() => Jcs.Of(Encoding.UTF8.GetBytes(json)));
}
