using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Operators;
using CeCommerce.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace CeCommerce.IntegrationTests.Orders.Words;

/// <summary>Photos as evidence: from a side of the order, for the sides of the order.</summary>
public sealed class OrderPhotosTests(TestServer server) : IClassFixture<TestServer>
{
    private readonly Counter _counter = new(server);
    private readonly string _name = $"consumer-{Guid.CreateVersion7():N}";

    private string Buyer => _counter.Buyer(_name);

    [Fact]
    public async Task A_photo_goes_with_a_problem_and_a_message_and_comes_back_as_it_was_sent()
    {
        var order = await _counter.DeliveredAsync(_name);
        var photo = Png(640, 480);
        var (status, sent) = await SendAsync(order, photo, Buyer);
        Assert.Equal(HttpStatusCode.Created, status);
        var sha256 = sent.Text("sha256");
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(photo)), sha256);
        Assert.Equal(sha256, (await SendAsync(order, photo, Buyer)).Answer.Text("sha256"));

        await _counter.DoneAsync("reportProblem", new { orderId = order, line = 1, kind = "NOT_AS_DESCRIBED", text = "傷", photos = new[] { sha256 }, idempotencyKey = Shop.Key() }, Buyer);
        await _counter.DoneAsync("sendOrderMessage", new { orderId = order, text = "見てください", photos = new[] { sha256 }, idempotencyKey = Shop.Key() }, Buyer);
        var seen = await _counter.OrderAsync(order, _counter.Operator, "objections { photos { sha256 path from } } messages { nodes { photos { sha256 path width height mediaType length } } }");
        Assert.Equal(sha256, seen.List("objections").Single().List("photos").Single().Text("sha256"));
        var shown = seen.List("messages", "nodes").Single().List("photos").Single();
        Assert.Equal((640, 480, "image/png"), (shown.GetProperty("width").GetInt32(), shown.GetProperty("height").GetInt32(), shown.Text("mediaType")));
        foreach (var token in new[] { Buyer, _counter.Operator, _counter.Shop.Token(Role.Platform) })
        {
            var (got, bytes) = await FetchAsync(shown.Text("path"), token);
            Assert.Equal(HttpStatusCode.OK, got);
            Assert.Equal(photo, bytes);
        }
    }

    [Fact]
    public async Task Where_a_photo_was_taken_is_not_kept()
    {
        var order = await _counter.DeliveredAsync(_name);
        byte[] sent = [.. Jpeg(800, 600, [.. Exif(), 0xff, 0xfe, 0, 9, .. "at home"u8]), .. "after the end"u8];
        var (status, answer) = await SendAsync(order, sent, Buyer, "image/jpeg");
        Assert.Equal(HttpStatusCode.Created, status);
        var (_, kept) = await FetchAsync(answer.Text("path"), Buyer);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(kept)), answer.Text("sha256"));
        Assert.Equal((kept.Length, 800, 600), (answer.GetProperty("length").GetInt32(), answer.GetProperty("width").GetInt32(), answer.GetProperty("height").GetInt32()));
        Assert.All(new[] { "35.6895N", "at home", "after the end" }, told => Assert.True(kept.AsSpan().IndexOf(Encoding.ASCII.GetBytes(told)) < 0));

        // How to hold it is kept, and the same file again is the same photo.
        Assert.True(kept.AsSpan().IndexOf((ReadOnlySpan<byte>)[0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6]) > 0);
        Assert.Equal(answer.Text("sha256"), (await SendAsync(order, sent, Buyer, "image/jpeg")).Answer.Text("sha256"));
    }

    [Fact]
    public async Task Nobody_else_sends_names_or_fetches_it()
    {
        var (order, others) = (await _counter.DeliveredAsync(_name), await _counter.DeliveredAsync($"other-{_name}"));
        var sent = (await SendAsync(order, Jpeg(800, 600), Buyer, "image/jpeg")).Answer;
        var stranger = _counter.Buyer($"other-{_name}");
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(order, Png(1, 1), stranger)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(order, Png(1, 1), _counter.Shop.Token(Role.Platform))).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(order, Png(1, 1), "")).Status);
        foreach (var token in new[] { stranger, _counter.Shop.Token(Role.Operator, DemoOperators.Rental), _counter.Shop.Token(Role.Auditor) })
        {
            Assert.NotEqual(HttpStatusCode.OK, (await FetchAsync(sent.Text("path"), token)).Status);
        }

        // Under an order of their own they cannot name it, nor fetch it.
        var refused = await _counter.Shop.DoAsync("sendOrderMessage", new { orderId = others, text = "x", photos = new[] { sent.Text("sha256") }, idempotencyKey = Shop.Key() }, stranger, "order { id }");
        Assert.Equal("PHOTO_NOT_FOUND", refused.Refusal().Text("code"));
        Assert.Equal(HttpStatusCode.NotFound, (await FetchAsync($"/orders/{others}/photos/{sent.Text("sha256")}", stranger)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await FetchAsync($"/orders/{order}/photos/..%2f..%2fetc", Buyer)).Status);
        var many = await _counter.Shop.DoAsync("sendOrderMessage", new { orderId = order, text = "x", photos = Enumerable.Repeat(sent.Text("sha256"), 11), idempotencyKey = Shop.Key() }, Buyer, "order { id }");
        Assert.Equal("TOO_MANY_PHOTOS", many.Refusal().Text("code"));
    }

    public static TheoryData<string, byte[], HttpStatusCode> NoPhotos => new()
    {
        { "image/png", "<html><script>alert(1)</script>"u8.ToArray(), HttpStatusCode.UnsupportedMediaType },
        { "image/svg+xml", "<svg xmlns='http://www.w3.org/2000/svg'/>"u8.ToArray(), HttpStatusCode.UnsupportedMediaType },
        { "image/jpeg", Png(10, 10), HttpStatusCode.UnsupportedMediaType },
        { "text/plain", Png(10, 10), HttpStatusCode.UnsupportedMediaType },
        { "", Png(10, 10), HttpStatusCode.UnsupportedMediaType },
        { "image/png", [], HttpStatusCode.UnsupportedMediaType },
        { "image/png", Png(60_000, 60_000), HttpStatusCode.UnprocessableEntity },
        { "image/png", Png(12_000, 12_000), HttpStatusCode.UnprocessableEntity },
        { "image/png", Png(-1, 10), HttpStatusCode.UnprocessableEntity },
        { "image/png", Png(10, 10)[..20], HttpStatusCode.UnprocessableEntity },
        { "image/jpeg", Jpeg(65_000, 65_000), HttpStatusCode.UnprocessableEntity },
        { "image/jpeg", [0xff, 0xd8, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff], HttpStatusCode.UnprocessableEntity },
        { "image/jpeg", Jpeg(10, 10)[..^2], HttpStatusCode.UnprocessableEntity },
        { "image/jpeg", [0xff, 0xd8, 0xff, 0xe0, 0, 0, 0xff, 0xe0, 0, 0, 0xff, 0xe0, 0, 0, 0, 0], HttpStatusCode.UnprocessableEntity },
    };

    [Theory]
    [MemberData(nameof(NoPhotos))]
    public async Task What_is_no_photo_or_a_bomb_is_refused(string type, byte[] bytes, HttpStatusCode status) =>
        Assert.Equal(status, (await SendAsync(await AnOrderAsync(), bytes, _counter.Buyer("photographer"), type)).Status);

    [Fact]
    public async Task What_is_too_large_is_refused_whether_it_says_so_or_not()
    {
        var (order, token) = (await AnOrderAsync(), _counter.Buyer("photographer"));
        byte[] large = [.. Png(10, 10), .. new byte[8 * 1024 * 1024]];
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await SendAsync(order, large, token)).Status);
        byte[] largest = [.. Png(10, 10), .. new byte[(8 * 1024 * 1024) - Png(10, 10).Length]];
        Assert.Equal(HttpStatusCode.Created, (await SendAsync(order, largest, token)).Status);
    }

    [Fact]
    public async Task No_copy_of_the_files_shows_it_and_with_the_buyer_it_goes()
    {
        var order = await _counter.DeliveredAsync(_name);
        var photo = Png(20, 20, "曼珠沙華の玄関");
        var sent = (await SendAsync(order, photo, Buyer)).Answer;
        await _counter.DoneAsync("sendOrderMessage", new { orderId = order, text = "写真", photos = new[] { sent.Text("sha256") }, idempotencyKey = Shop.Key() }, Buyer);
        var files = Directory.GetFiles(Path.Combine(server.Services.GetRequiredService<Settings>().Home, "files", "photos"), "*", SearchOption.AllDirectories);
        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.True(File.ReadAllBytes(file).AsSpan().IndexOf("曼珠沙華"u8) < 0));

        Assert.Empty((await _counter.Letters.EraseAsync(Buyer)).List("errors"));
        Assert.Equal(HttpStatusCode.Gone, (await FetchAsync(sent.Text("path"), _counter.Operator)).Status);
        var seen = await _counter.OrderAsync(order, _counter.Operator, "messages { nodes { textState photos { sha256 } } }");
        Assert.Equal(("ERASED", sent.Text("sha256")), (seen.List("messages", "nodes").Single().Text("textState"), seen.List("messages", "nodes").Single().List("photos").Single().Text("sha256")));
    }

    [Fact]
    public async Task An_order_has_so_many_photos_and_no_more()
    {
        var order = await _counter.DeliveredAsync(_name);
        for (var i = 1; i <= 40; i++)
        {
            Assert.Equal(HttpStatusCode.Created, (await SendAsync(order, Png(i, 1), Buyer)).Status);
        }

        Assert.Equal(HttpStatusCode.Conflict, (await SendAsync(order, Png(41, 1), Buyer)).Status);
        Assert.Equal(HttpStatusCode.Created, (await SendAsync(order, Png(40, 1), Buyer)).Status);
    }

    internal static byte[] Png(int width, int height, string shown = "")
    {
        var size = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(size, width);
        BinaryPrimitives.WriteInt32BigEndian(size.AsSpan(4), height);
        return [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a, .. Chunk("IHDR", size), .. Chunk("IDAT", Encoding.UTF8.GetBytes(shown)), .. Chunk("IEND", [])];
    }

    private static byte[] Chunk(string type, byte[] content) => [0, 0, 0, (byte)content.Length, .. Encoding.ASCII.GetBytes(type), .. content, 0, 0, 0, 0];

    private static byte[] Jpeg(int width, int height, params byte[] beside) =>
        [0xff, 0xd8, .. beside, 0xff, 0xc0, 0, 11, 8, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, 1, 1, 0x11, 0, 0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0, 0x55, 0xff, 0, 0xff, 0xd9];

    /// <summary>Exif: held by a quarter turn, and taken at 北緯35度.</summary>
    private static byte[] Exif()
    {
        byte[] tiff =
        [
            .. "II*\0"u8, 8, 0, 0, 0, 2, 0,
            0x12, 0x01, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0,
            0x25, 0x88, 4, 0, 1, 0, 0, 0, 38, 0, 0, 0,
            0, 0, 0, 0, 1, 0, 2, 0, 5, 0, 3, 0, 0, 0, 56, 0, 0, 0, 0, 0, 0, 0,
            .. "35.6895N 139.6917E"u8,
        ];
        return [0xff, 0xe1, 0, (byte)(tiff.Length + 8), .. "Exif\0\0"u8, .. tiff];
    }

    private async Task<string> AnOrderAsync() =>
        (await _counter.Shop.AskAsync("{ orders(first: 1) { nodes { id } } }", token: _counter.Buyer("photographer"))).List("orders", "nodes").Select(x => x.Text("id")).FirstOrDefault()
        ?? await _counter.DeliveredAsync("photographer");

    private async Task<(HttpStatusCode Status, JsonElement Answer)> SendAsync(string order, byte[] bytes, string token, string type = "image/png")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/orders/{order}/photos") { Content = new ByteArrayContent(bytes) };
        request.Content.Headers.ContentType = type.Length == 0 ? null : new MediaTypeHeaderValue(type);
        request.Headers.Authorization = token.Length == 0 ? null : new AuthenticationHeaderValue("Bearer", token);
        using var response = await server.Http.SendAsync(request, TestContext.Current.CancellationToken);
        return (response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken));
    }

    private async Task<(HttpStatusCode Status, byte[] Bytes)> FetchAsync(string path, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await server.Http.SendAsync(request, TestContext.Current.CancellationToken);
        return (response.StatusCode, await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }
}
