using CeCommerce.Platform;
using CeCommerce.Platform.GraphQL.Paging;
using CsCheck;

namespace CeCommerce.Tests.GraphQL;

public sealed class CursorTests
{
    private sealed record Row(ToyId Id, DateTimeOffset? At, long Price, string Name);

    private static readonly Keyset<Row>[] Orders =
    [
        Keyset.For<Row>("newest").Descending(x => x.At).ThenAscending(x => x.Id),
        Keyset.For<Row>("oldest").Ascending(x => x.At).ThenDescending(x => x.Id),
        Keyset.For<Row>("price").Ascending(x => x.Price).ThenDescending(x => x.Name).ThenAscending(x => x.Id),
    ];

    private static readonly Gen<Row[]> Rows = Gen.Select(Gen.Guid, Gen.Int[0, 5], Gen.Long[0, 3], Gen.Char['a', 'c'])
        .Select((id, hour, price, name) => new Row(
            new ToyId(id), hour == 0 ? null : new DateTimeOffset(2026, 11, 20, hour, 0, 0, TimeSpan.Zero), price, name.ToString()))
        .Array[0, 40].Select(rows => rows.DistinctBy(row => row.Id).ToArray());

    [Fact]
    public void Walking_pages_gives_every_row_once_in_either_direction() => Rows.Select(Gen.Int[1, 7], Gen.Int[0, 2], Gen.Bool).Sample((rows, size, order, backward) =>
    {
        var walked = Walk(Orders[order], rows, size, backward, _ => { }).ToList();
        return walked.Count == rows.Length && walked.ToHashSet().Count == rows.Length;
    });

    [Fact]
    public void Rows_that_come_and_go_while_walking_neither_hide_nor_repeat_those_that_stay() => Rows.Select(Rows, Gen.Int[1, 7], Gen.Int[0, 2]).Sample((stay, others, size, order) =>
    {
        var live = stay.ToList();
        var turn = 0;
        var walked = Walk(Orders[order], live, size, backward: false, _ =>
        {
            live.RemoveAll(row => others.Contains(row));
            live.AddRange(others.Where((_, i) => i % 3 == turn % 3).ExceptBy(live.Select(row => row.Id), row => row.Id));
            turn++;
        }).Where(row => stay.Contains(row)).ToList();
        return walked.Count == stay.Length && walked.ToHashSet().Count == stay.Length;
    });

    [Fact]
    public async Task A_page_backward_is_the_page_forward_seen_from_its_end()
    {
        var order = Orders[2];
        Row[] rows = [.. Enumerable.Range(0, 10).Select(i => new Row(new ToyId(new Guid(i, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0])), null, i / 2, "a"))];
        var first = await order.PageAsync(rows.AsQueryable(), new PageArguments(4, null));
        var second = await order.PageAsync(rows.AsQueryable(), new PageArguments(4, first.PageInfo.EndCursor));
        var back = await order.PageAsync(rows.AsQueryable(), new PageArguments(4, second.PageInfo.StartCursor, Backward: true));
        Assert.Equal(first.Nodes, back.Nodes);
        Assert.True(back.PageInfo is { HasNextPage: true, HasPreviousPage: false });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_page_of_none_says_what_surrounds_it(bool backward)
    {
        Row[] rows = [.. Enumerable.Range(0, 3).Select(i => new Row(new ToyId(new Guid(i, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0])), null, i, "a"))];
        var page = await Orders[2].PageAsync(rows.AsQueryable(), new PageArguments(0, Orders[2].CursorOf(rows[1]), backward));
        Assert.Empty(page.Edges);
        Assert.Equal(new PageInfo(HasNextPage: true, HasPreviousPage: true, null, null), page.PageInfo);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("bnVsbA")]
    [InlineData("W10")]
    [InlineData("WyJuZXdlc3QiLCIiXQ")]
    [InlineData("WyJuZXdlc3QiLCIiLCJ4IiwieSJd")]
    [InlineData("W251bGwsbnVsbCxudWxsLG51bGxd")]
    public void A_made_up_cursor_is_refused(string cursor) => Refused(() => Orders[0].Slice(Array.Empty<Row>().AsQueryable(), new PageArguments(1, cursor)));

    [Theory]
    [InlineData("\u0000")]
    [InlineData("a\u0000b")]
    [InlineData("\\ud800")]
    [InlineData("\\udc00")]
    public void What_no_text_may_hold_is_not_read_out_of_a_cursor(string key)
    {
        var json = $"[\"price\",\"\",1,\"{key.Replace("\0", "\\u0000", StringComparison.Ordinal)}\",\"{Guid.CreateVersion7()}\"]";
        var cursor = System.Buffers.Text.Base64Url.EncodeToString(System.Text.Encoding.UTF8.GetBytes(json));
        Refused(() => Orders[2].Slice(Array.Empty<Row>().AsQueryable(), new PageArguments(1, cursor)));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("99")]
    [InlineData("AllThere, PartsMissing")]
    [InlineData("allThere")]
    public void A_choice_is_read_by_its_name_alone(string name) =>
        Refused(() => Cursor.Read(Cursor.Write("o", "f", name), "o", "f", typeof(ToyState)));

    [Fact]
    public void A_cursor_longer_than_any_of_ours_is_refused() =>
        Refused(() => Cursor.Read(Cursor.Write("o", "f", new string('a', 10_000)), "o", "f", typeof(string)));

    [Fact]
    public void A_cursor_of_another_order_or_filter_is_refused()
    {
        var cursor = Orders[0].CursorOf(new Row(new ToyId(Guid.CreateVersion7()), null, 1, "a"), "red");
        Refused(() => Orders[1].Slice(Array.Empty<Row>().AsQueryable(), new PageArguments(1, cursor), "red"));
        Refused(() => Orders[0].Slice(Array.Empty<Row>().AsQueryable(), new PageArguments(1, cursor), "blue"));
        Assert.Empty(Orders[0].Slice(Array.Empty<Row>().AsQueryable(), new PageArguments(1, cursor), "red"));
    }

    [Fact]
    public void Every_kind_of_key_reads_back_as_written()
    {
        object?[] keys = [1.5m, 2.5, 3L, 4, true, "木", ToyState.PartsMissing, new DateOnly(2026, 11, 20), DateTimeOffset.UnixEpoch, new ToyId(Guid.CreateVersion7()), null];
        Type[] types = [.. keys.Select(key => key?.GetType() ?? typeof(string))];
        Assert.Equal(keys, Cursor.Read(Cursor.Write("o", "f", keys), "o", "f", types));
    }

    [Fact]
    public void Fingerprints_tell_filters_apart()
    {
        Assert.Equal(Cursor.Fingerprint("a", new[] { 1, 2 }), Cursor.Fingerprint("a", new[] { 1, 2 }));
        Assert.NotEqual(Cursor.Fingerprint("a", null), Cursor.Fingerprint(null, "a"));
    }

    private static void Refused(Action act) => Assert.Equal("CURSOR_INVALID", Assert.Throws<RequestFault>(act).Code);

    private static IEnumerable<Row> Walk(Keyset<Row> order, IReadOnlyCollection<Row> rows, int size, bool backward, Action<int> between)
    {
        string? cursor = null;
        for (var pages = 0; pages < 500; pages++)
        {
            var page = order.PageAsync(rows.AsQueryable(), new PageArguments(size, cursor, backward)).GetAwaiter().GetResult();
            foreach (var row in page.Nodes)
            {
                yield return row;
            }

            cursor = backward ? page.PageInfo.StartCursor : page.PageInfo.EndCursor;
            if (!(backward ? page.PageInfo.HasPreviousPage : page.PageInfo.HasNextPage))
            {
                yield break;
            }

            between(pages);
        }
    }
}
