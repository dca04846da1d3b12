using System.Text;
using CeCommerce.Payments.Reconciling;
using CeCommerce.Payments.Reconciling.Files;

namespace CeCommerce.Tests.Payments;

/// <summary>Settlement files as processors write them, and as nobody should.</summary>
public sealed class SettlementFileTests
{
    private const string Header = "id,type,amount,fee,created\n";

    [Theory]
    [InlineData("utf-8")]
    [InlineData("shift_jis")]
    public async Task A_file_is_read_with_Japanese_headers_in_either_encoding(string encoding)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var text = "取引番号,種別,金額,決済手数料,注文番号,取引日時\r\nT-1,売上,\"¥1,234,567\",１２３,ord_x,2026/11/30 00:00:00\r\n\r\nT-2,チャージバック,△5000,0,,2026-11-30T15:00:00Z\r\n";
        var lines = await SettlementFile.ReadAsync(Encoding.GetEncoding(encoding).GetBytes(text), TestContext.Current.CancellationToken);
        Assert.Empty(lines.Findings);
        Assert.Equal(
            [("T-1", BalanceKind.Charge, 1_234_567L, 123L, "ord_x"), ("T-2", BalanceKind.Dispute, -5_000L, 0L, null)],
            lines.Transactions.Select(one => (one.Id, one.Kind, one.Amount, one.Fee, one.Reference)));
        Assert.Equal(new DateTimeOffset(2026, 11, 29, 15, 0, 0, TimeSpan.Zero), lines.Transactions[0].CreatedAt);
        Assert.Equal(new DateTimeOffset(2026, 11, 30, 15, 0, 0, TimeSpan.Zero), lines.Transactions[1].CreatedAt);
    }

    [Theory]
    [InlineData("", "FILE_EMPTY")]
    [InlineData("id,type,amount,created,colour\n", "COLUMN_UNKNOWN")]
    [InlineData("id,type,amount\n", "COLUMN_MISSING")]
    [InlineData("id,取引番号,type,amount,created\n", "COLUMN_TWICE")]
    [InlineData(Header + "1,sale,100.50,0,2026-11-30\n", "AMOUNT_NOT_WHOLE_YEN")]
    [InlineData(Header + "1,sale,9223372036854775808,0,2026-11-30\n", "AMOUNT_NOT_WHOLE_YEN")]
    [InlineData(Header + "1,sale,=1+1,0,2026-11-30\n", "AMOUNT_NOT_WHOLE_YEN")]
    [InlineData(Header + "1,sale,-100,0,2026-11-30\n", "SIGN_WRONG")]
    [InlineData(Header + "1,refund,100,0,2026-11-30\n", "SIGN_WRONG")]
    [InlineData(Header + "1,sale,100,-1,2026-11-30\n", "SIGN_WRONG")]
    [InlineData(Header + "1,gift,100,0,2026-11-30\n", "TYPE_UNKNOWN")]
    [InlineData(Header + "1,sale,100,0,30.11.2026\n", "TIME_UNREADABLE")]
    [InlineData(Header + "1,sale,100,0,2026-11-30\n1,sale,100,0,2026-11-30\n", "ID_TWICE")]
    [InlineData(Header + ",sale,100,0,2026-11-30\n", "ID_MISSING")]
    [InlineData(Header + "1,sale,100,0\n", "ROW_LENGTH_WRONG")]
    [InlineData(Header + "1,\"sale,100,0,2026-11-30\n", "ROW_LENGTH_WRONG", "ROW_UNREADABLE")]
    [InlineData("id,type,amount,created,currency\n1,sale,100,2026-11-30,USD\n", "CURRENCY_NOT_SUPPORTED")]
    [InlineData("id,type,amount,fee,net,created\n1,sale,100,3,98,2026-11-30\n", "NET_WRONG")]
    [InlineData("id,type\0\n", "FILE_UNREADABLE")]
    public async Task What_is_wrong_with_a_file_is_named_and_nothing_of_it_is_taken(string text, params string[] codes)
    {
        var lines = await SettlementFile.ReadAsync(Encoding.UTF8.GetBytes(text), TestContext.Current.CancellationToken);
        Assert.Empty(lines.Transactions);
        Assert.Contains(lines.Findings, finding => codes.Contains(finding.Code));
    }

    [Fact]
    public async Task Text_of_no_encoding_and_rows_without_end_are_findings_and_no_more_than_a_hundred_are_named()
    {
        Assert.Equal("FILE_UNREADABLE", (await SettlementFile.ReadAsync([0xFF, 0xFE, 0x80, 0x81, 0x00], TestContext.Current.CancellationToken)).Findings.Single().Code);
        var endless = await SettlementFile.ReadAsync(Encoding.UTF8.GetBytes(Header + "1,\"" + new string('x', 3_000_000)), TestContext.Current.CancellationToken);
        Assert.NotEmpty(endless.Findings);
        var wrong = await SettlementFile.ReadAsync(Encoding.UTF8.GetBytes(Header + string.Concat(Enumerable.Repeat("1,gift,x,y,z\n", 1_000))), TestContext.Current.CancellationToken);
        Assert.InRange(wrong.Findings.Count, 100, 110);
    }
}
