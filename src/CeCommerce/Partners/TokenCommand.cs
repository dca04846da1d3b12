using System.CommandLine;
using CeCommerce.Operators;
using CeCommerce.Platform;

namespace CeCommerce.Partners;

/// <summary><c>token</c>: print an access token for trying things out on this machine.</summary>
internal static class TokenCommand
{
    private const int Refused = 2;

    private static readonly Option<Role> As = new("--as") { Required = true, Description = "consumer, operator, refurbisher, auditor or platform." };

    private static readonly Option<string> Operator = new("--operator")
    {
        DefaultValueFactory = _ => DemoOperators.Refurbisher,
        Description = "Code of the operator that an operator or refurbisher token works for.",
    };

    private static readonly Option<string> Consumer = new("--consumer")
    {
        DefaultValueFactory = _ => "alice",
        Description = "The demo app's own id of the consumer, for a consumer token.",
    };

    private static readonly Option<string[]> Scope = new("--scope")
    {
        AllowMultipleArgumentsPerToken = true,
        Description = "Only these scopes instead of all that the role may have.",
    };

    public static Command Create(CommandRunner run)
    {
        As.AcceptOnlyRoles();
        var command = new Command("token", "Print an access token for local use; works in development only.") { As, Operator, Consumer, Scope };
        command.SetAction((parsed, cancellationToken) => run((services, stop) => PrintAsync(services, parsed, stop), cancellationToken));
        return command;
    }

    private static async Task<int> PrintAsync(IServiceProvider services, ParseResult parsed, CancellationToken cancellationToken)
    {
        var asked = new LocalTokenAsked(parsed.GetValue(As), parsed.GetValue(Operator)!, parsed.GetValue(Consumer)!, parsed.GetValue(Scope) ?? []);
        var made = await services.GetRequiredService<LocalToken>().MakeAsync(asked, cancellationToken);
        if (made.Try(out var token, out var error))
        {
            await Console.Out.WriteLineAsync(token.AsMemory(), cancellationToken);
            return 0;
        }

        await Console.Error.WriteLineAsync(error.Message.Ja.AsMemory(), cancellationToken);
        await Console.Error.WriteLineAsync(error.Message.En.AsMemory(), cancellationToken);
        return Refused;
    }
}
