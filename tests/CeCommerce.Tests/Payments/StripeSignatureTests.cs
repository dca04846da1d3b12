using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CeCommerce.Payments.StripeConnect;

namespace CeCommerce.Tests.Payments;

public sealed class StripeSignatureTests
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 30, 0, 0, 0, TimeSpan.Zero);
    private static readonly byte[] s_body = """{"id":"evt_1"}"""u8.ToArray();

    [Fact]
    public void The_body_is_signed_with_its_moment() => Assert.True(IsSigned($"t={Seconds(s_now)},v1={Hash("whsec_new", s_now)},v0=old"));

    [Fact]
    public void While_a_secret_is_changed_one_hash_that_fits_is_enough() =>
        Assert.True(IsSigned($"t={Seconds(s_now)}, v1={Hash("whsec_other", s_now)}, v1={Hash("whsec_old", s_now)}"));

    [Theory]
    [InlineData(-300, true)]
    [InlineData(300, true)]
    [InlineData(-301, false)]
    [InlineData(301, false)]
    public void It_is_good_for_five_minutes(int seconds, bool isGood)
    {
        var at = s_now.AddSeconds(seconds);
        Assert.Equal(isGood, IsSigned($"t={Seconds(at)},v1={Hash("whsec_new", at)}"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("t=,v1=")]
    [InlineData("v1=abc")]
    [InlineData("t=99999999999999999999,v1=abc")]
    [InlineData("t=-1,v1=abc")]
    [InlineData("=,=,=")]
    public void Anything_else_is_none(string? header) => Assert.False(IsSigned(header));

    [Fact]
    public void A_hash_of_another_body_moment_or_scheme_is_none()
    {
        Assert.False(IsSigned($"t={Seconds(s_now)},v1={Hash("whsec_stranger", s_now)}"));
        Assert.False(IsSigned($"t={Seconds(s_now.AddSeconds(1))},v1={Hash("whsec_new", s_now)}"));
        Assert.False(IsSigned($"t={Seconds(s_now)},v0={Hash("whsec_new", s_now)}"));
        Assert.False(StripeSignature.Verify(["whsec_new"], s_now, $"t={Seconds(s_now)},v1={Hash("whsec_new", s_now)}", "{}"u8));
    }

    private static bool IsSigned(string? header) => StripeSignature.Verify(["whsec_new", "whsec_old"], s_now, header, s_body);

    private static string Hash(string secret, DateTimeOffset at) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), (byte[])[.. Encoding.UTF8.GetBytes($"{Seconds(at)}."), .. s_body]));

    private static string Seconds(DateTimeOffset at) => at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
}
