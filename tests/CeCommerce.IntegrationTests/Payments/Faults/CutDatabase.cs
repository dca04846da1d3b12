using CeCommerce.IntegrationTests.TestKit;
using Npgsql;

namespace CeCommerce.IntegrationTests.Payments.Faults;

/// <summary>A server process whose line to the database can be spoiled; the test itself has another. Its tests are skipped where there is nothing to spoil it with.</summary>
public sealed class CutDatabase(TestCluster cluster) : IAsyncLifetime
{
    private SocketPort? _port;
    private Toxiproxy? _proxy;

    public PaidProcess Server { get; private set; } = null!;

    public ToxicLine Line { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        if (Toxiproxy.Tool is null)
        {
            return;
        }

        var socket = new NpgsqlConnectionStringBuilder(cluster.ConnectionString);
        _port = new($"{socket.Host}/.s.PGSQL.{socket.Port}");
        _proxy = await Toxiproxy.StartAsync();
        Line = await _proxy.LineAsync("postgres", _port.Address);
        Server = new(cluster) { WayTo = direct => new NpgsqlConnectionStringBuilder(direct) { Host = "127.0.0.1", Port = Line.Port }.ConnectionString };
        await Server.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_port is null || _proxy is null)
        {
            return;
        }

        await Server.DisposeAsync();
        await _proxy.DisposeAsync();
        await _port.DisposeAsync();
    }
}
