using System.Text.Json;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Personal;
using CeCommerce.Personal.Keys;
using CeCommerce.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace CeCommerce.IntegrationTests.Personal;

/// <summary>A consumer whose data are erased, and what the server knows of them.</summary>
internal sealed class ErasedPerson(TestServer server)
{
    public Letters Letters { get; } = new(server);

    public string Name { get; } = $"consumer-{Guid.CreateVersion7():N}";

    public string Token => Letters.Consumer(Name);

    public string KeyFolder => Path.Combine(server.Services.GetRequiredService<Settings>().Home, "personal-keys");

    public IKeyStore Store => server.Services.GetRequiredService<IKeyStore>();

    public Sha256Digest Digest => new Person(ClientId, Name).Digest;

    /// <summary>The app in whose name the tokens are made.</summary>
    public string ClientId
    {
        get
        {
            var payload = Token.Split('.')[1].Replace('-', '+').Replace('_', '/');
            return JsonDocument.Parse(Convert.FromBase64String(payload.PadRight((payload.Length + 3) / 4 * 4, '='))).RootElement.Text("client_id");
        }
    }

    public static JsonElement AssertDone(JsonElement payload)
    {
        Assert.True(payload.GetProperty("errors").GetArrayLength() == 0, payload.ToString());
        return payload.GetProperty("erasure");
    }

    public async Task RoundAsync()
    {
        await using var scope = server.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<Erasures>().RoundAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Until disposed nothing can be erased in the key store: where it would say so stands something else.</summary>
    public IDisposable Blocked()
    {
        var (erased, aside) = (Path.Combine(KeyFolder, "erased"), Path.Combine(KeyFolder, "erased-aside"));
        Directory.CreateDirectory(erased);
        Directory.Move(erased, aside);
        File.WriteAllText(erased, "in the way");
        return new Unblocking(erased, aside);
    }

    private sealed class Unblocking(string erased, string aside) : IDisposable
    {
        public void Dispose()
        {
            File.Delete(erased);
            Directory.Move(aside, erased);
        }
    }
}
