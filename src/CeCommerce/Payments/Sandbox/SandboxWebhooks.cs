using System.Text.Json;
using CeCommerce.Payments.Webhooks;
using CeCommerce.Platform;

namespace CeCommerce.Payments.Sandbox;

/// <summary>Webhooks of the sandbox.</summary>
internal sealed class SandboxWebhooks(SandboxGateway gateway, SandboxSettings settings, TimeProvider clock) : IPaymentWebhooks
{
    public string Gateway => gateway.Name;

    public int BodyLimit => 16 * 1024;

    public bool IsSigned(IHeaderDictionary headers, ReadOnlySpan<byte> body) => WebhookSignature.Verify(settings.Secret, clock.GetUtcNow(), headers[WebhookSignature.Header], body);

    public WebhookNotice? Read(ReadOnlySpan<byte> body)
    {
        try
        {
            var notice = JsonSerializer.Deserialize<SandboxNotice>(body, CommerceJson.Options);
            return notice is not null && WebhookNotice.IsName(notice.Id) && WebhookNotice.IsName(notice.Kind) && WebhookNotice.IsName(notice.Reference) ? new(notice.Id, notice.Kind, notice.Reference) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
