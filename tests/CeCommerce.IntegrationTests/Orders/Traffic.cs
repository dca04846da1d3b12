using System.Collections;
using Microsoft.Extensions.Logging;

namespace CeCommerce.IntegrationTests.Orders;

/// <summary>What a server says to its database, from Npgsql's own log; for one request at a time.</summary>
internal sealed class Traffic : ILoggerProvider, ILogger
{
    private static readonly string[] Writes = ["INSERT ", "UPDATE ", "DELETE "];
    private readonly List<string> _statements = [];
    private bool _inTransaction;

    public Traffic() => Logs = LoggerFactory.Create(logs => logs.SetMinimumLevel(LogLevel.Debug).AddProvider(this));

    public ILoggerFactory Logs { get; }

    /// <summary>Each statement, those sent together one by one; without BEGIN and COMMIT.</summary>
    public IReadOnlyList<string> Statements => _statements;

    /// <summary>Transactions that were committed, with those that a writing statement outside of any makes of itself.</summary>
    public int Commits { get; private set; }

    /// <summary>How often something was sent and waited for: statements that are sent together count once, BEGIN and COMMIT do not.</summary>
    public int RoundTrips { get; private set; }

    public void Clear()
    {
        _statements.Clear();
        (Commits, RoundTrips) = (0, 0);
    }

    public ILogger CreateLogger(string categoryName) => this;

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var text = formatter(state, exception);
        if (text.StartsWith("Starting transaction", StringComparison.Ordinal))
        {
            _inTransaction = true;
        }
        else if (text.StartsWith("Committed transaction", StringComparison.Ordinal))
        {
            (_inTransaction, Commits) = (false, Commits + 1);
        }
        else if (text.StartsWith("Command execution completed", StringComparison.Ordinal) || text.StartsWith("Batch execution completed", StringComparison.Ordinal))
        {
            Note((IReadOnlyList<KeyValuePair<string, object?>>)state!);
        }
    }

    public void Dispose()
    {
        // The factory disposes its providers, this one among them.
    }

    private void Note(IReadOnlyList<KeyValuePair<string, object?>> state)
    {
        List<string> sent = state.FirstOrDefault(entry => entry.Key == "BatchCommands").Value is IEnumerable batch
            ? [.. batch.Cast<object>().Select(command => command.ToString()!)]
            : [(string)state.First(entry => entry.Key == "CommandText").Value!];
        _statements.AddRange(sent);
        RoundTrips++;
        Commits += !_inTransaction && sent.Exists(text => Array.Exists(Writes, write => text.Contains(write, StringComparison.Ordinal))) ? 1 : 0;
    }
}
