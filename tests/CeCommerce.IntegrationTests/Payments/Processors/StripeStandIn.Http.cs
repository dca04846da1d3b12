using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace CeCommerce.IntegrationTests.Payments.Processors;

/// <content>From a request to its answer.</content>
public sealed partial class StripeStandIn
{
    private readonly CancellationTokenSource _ending = new();
    private readonly HttpClient _wire = new();

    private async Task HandleAsync(HttpContext http)
    {
        using var content = new MemoryStream();
        await http.Request.Body.CopyToAsync(content);
        var (body, call) = (content.ToArray(), await ReadAsync(http.Request, content));
        _requests.Enqueue(call);
        if (await MisfitAsync(http.Request, body) is { } misfit)
        {
            await WriteAsync(http, misfit);
            return;
        }

        if (http.Request.Headers.Authorization != $"Bearer {ApiKey}")
        {
            await WriteAsync(http, new StripeRefusal(401, null, "Invalid API Key provided.").Answer());
            return;
        }

        if (Gates.IsBusy(call))
        {
            await WriteAsync(http, KeyInUse);
            return;
        }

        if (Faults.Next(call.Method, call.Path) is var (fault, delay))
        {
            await FailAsync(http, fault, delay, call, body);
            return;
        }

        var gate = Gates.Next(call.Method, call.Path);
        if (!await Gates.ArriveAsync(gate, call))
        {
            http.Abort();
            return;
        }

        var (answer, isReplayed) = Work(call, body);
        await StripeGates.DoneAsync(gate);
        await WriteAsync(http, answer, isReplayed);
    }

    private static StripeAnswer KeyInUse => new StripeRefusal(409, "idempotency_key_in_use", "There is currently another in-progress request using this Idempotency-Key.") { Type = "idempotency_error" }.Answer();

    private async Task FailAsync(HttpContext http, StripeFault fault, TimeSpan delay, StripeCall call, byte[] body)
    {
        var broken = new StripeRefusal(500, null, "An unknown error occurred.") { Type = "api_error" }.Answer();
        var (answer, isReplayed) = fault is StripeFault.ServerError or StripeFault.ServerErrorKept or StripeFault.TooManyRequests or StripeFault.KeyInUse or StripeFault.DropRequest ? (broken, false) : Work(call, body);
        switch (fault)
        {
            case StripeFault.ServerErrorAfterWork:
                Locked(() => { _idempotency.Replace(call, broken); return 0; });
                await WriteAsync(http, broken);
                return;
            case StripeFault.ServerErrorKept:
                (answer, isReplayed) = Locked(() => _idempotency.Once(call, body, () => (broken, true)));
                await WriteAsync(http, answer, isReplayed);
                return;
            case StripeFault.ServerError:
                await WriteAsync(http, broken);
                return;
            case StripeFault.TooManyRequests:
                await WriteAsync(http, new StripeRefusal(429, "rate_limit", "Too many requests.").Answer());
                return;
            case StripeFault.KeyInUse:
                await WriteAsync(http, KeyInUse);
                return;
            case StripeFault.Delay:
                await Task.Delay(delay, _ending.Token);
                await WriteAsync(http, answer, isReplayed);
                return;
            case StripeFault.NeverAnswer:
                using (var over = CancellationTokenSource.CreateLinkedTokenSource(_ending.Token, http.RequestAborted))
                {
                    await Task.Delay(Timeout.Infinite, over.Token).ContinueWith(_ => { }, TaskScheduler.Default);
                }

                http.Abort();
                return;
            case StripeFault.DropAnswer or StripeFault.DropRequest:
                http.Abort();
                return;
            default:
                throw new ArgumentOutOfRangeException(nameof(fault), fault, null);
        }
    }

    private (StripeAnswer Answer, bool IsReplayed) Work(StripeCall call, byte[] body) => Locked(() => _idempotency.Once(call, body, () =>
    {
        try
        {
            var (work, ids) = Find(call);
            var result = work(call with { Ids = ids });
            return (new StripeAnswer(200, _objects.Expanded(result, call.Form["expand"]).ToJsonString()), true);
        }
        catch (StripeRefusal refusal)
        {
            return (refusal.Answer(), refusal.Kept);
        }
        catch (Exception bug)
        {
            _misfits.Enqueue($"{call.Method} {call.Path}: the stand-in failed: {bug}");
            throw;
        }
    }));

    private (Func<StripeCall, JsonObject> Work, List<string> Ids) Find(StripeCall call)
    {
        var path = call.Path.Split('/');
        foreach (var (method, template, work) in _routes)
        {
            var ids = new List<string>();
            if (method == call.Method && StripeFaults.Fits(template, path, ids))
            {
                return (work, ids);
            }
        }

        _misfits.Enqueue($"{call.Method} {call.Path}: the stand-in does not know this address.");
        throw new StripeRefusal(404, "parameter_unknown", $"Unrecognized request URL ({call.Method}: {call.Path}).");
    }

    /// <summary>What stripe-mock has against it; null where it fits.</summary>
    private async Task<StripeAnswer?> MisfitAsync(HttpRequest request, byte[] body)
    {
        if (_mock is null)
        {
            return null;
        }

        using var copy = new HttpRequestMessage(new(request.Method), new Uri(_mock.Endpoint, request.Path + request.QueryString));
        if (request.ContentType is { } type)
        {
            copy.Content = new ByteArrayContent(body);
            copy.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        }

        foreach (var (name, values) in request.Headers.Where(header => header.Key is not ("Host" or "Content-Type" or "Content-Length" or "Connection" or "Transfer-Encoding")))
        {
            copy.Headers.TryAddWithoutValidation(name, [.. values]);
        }

        using var answer = await _wire.SendAsync(copy);
        if ((int)answer.StatusCode < 400)
        {
            return null;
        }

        var words = await answer.Content.ReadAsStringAsync();
        _misfits.Enqueue($"{request.Method} {request.Path}{request.QueryString} {Encoding.UTF8.GetString(body)}: {words}");
        return new(400, words);
    }

    private static async Task<StripeCall> ReadAsync(HttpRequest request, MemoryStream content)
    {
        content.Position = 0;
        var (form, upload) = ("", (StripeUpload?)null);
        if (request.HasFormContentType && request.ContentType!.StartsWith("multipart/", StringComparison.Ordinal))
        {
            request.Body = content;
            var parts = await request.ReadFormAsync();
            form = string.Join('&', parts.Select(part => $"{Uri.EscapeDataString(part.Key)}={Uri.EscapeDataString(part.Value.ToString())}"));
            if (parts.Files is [var file, ..])
            {
                using var bytes = new MemoryStream();
                await file.CopyToAsync(bytes);
                upload = new(file.FileName, file.ContentType, bytes.ToArray());
            }
        }
        else
        {
            form = Encoding.UTF8.GetString(content.ToArray());
        }

        var headers = request.Headers;
        return new(request.Method, request.Path.Value!.TrimEnd('/'), StripeForm.Read(request.QueryString.Value ?? "", form), headers["Stripe-Account"].FirstOrDefault(), headers["Idempotency-Key"].FirstOrDefault())
        {
            Upload = upload,
        };
    }

    private static async Task WriteAsync(HttpContext http, StripeAnswer answer, bool isReplayed = false)
    {
        (http.Response.StatusCode, http.Response.ContentType) = (answer.Status, "application/json");
        http.Response.Headers["Request-Id"] = $"req_{Random.Shared.GetHexString(14, lowercase: true)}";
        http.Response.Headers["Stripe-Version"] = ApiVersion;
        if (http.Request.Headers["Idempotency-Key"].FirstOrDefault() is { } key)
        {
            http.Response.Headers["Idempotency-Key"] = key;
        }

        if (isReplayed)
        {
            http.Response.Headers["Idempotent-Replayed"] = "true";
        }

        await http.Response.WriteAsync(answer.Body);
    }

    private static JsonNode? Copy(JsonNode? node) => node?.DeepClone();
}
