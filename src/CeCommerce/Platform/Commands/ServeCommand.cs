using System.CommandLine;
using CeCommerce.Platform.Hosting;

namespace CeCommerce.Platform.Commands;

/// <summary><c>serve</c>, which is also what the executable does when no command is named.</summary>
internal static class ServeCommand
{
    public static Command Create(Composition composition) => Prepare(new Command("serve", "Serve the GraphQL API (the default command)."), composition);

    /// <summary>Gives <paramref name="command"/> the options and the action of <c>serve</c>.</summary>
    public static TCommand Prepare<TCommand>(TCommand command, Composition composition)
        where TCommand : Command
    {
        var urls = new Option<string?>("--urls") { Description = $"Where to listen, separated by semicolons. Default {Settings.DefaultUrls}; port 0 takes a free one." };
        command.Options.Add(urls);
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(urls), composition, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string? urls, Composition composition, CancellationToken cancellationToken)
    {
        if (!Settings.Read(Environment.GetEnvironmentVariable).Try(out var settings, out var error))
        {
            return Refusals.Say(error);
        }

        return await CommerceServer.RunAsync(urls is null ? settings : settings with { Urls = urls }, composition, cancellationToken);
    }
}
