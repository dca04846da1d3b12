using System.CommandLine;
using CeCommerce.Operators;
using CeCommerce.Platform;

namespace CeCommerce.Partners;

/// <summary>
/// <c>app</c>: register a partner app and print its credentials. Whoever may run commands on the database needs no token for that, so
/// this is how a new installation gets its first app, with which <c>registerPartnerApp</c> makes the others.
/// </summary>
internal static class AppCommand
{
    private static readonly Caller CommandLine = Caller.System with { ClientId = "command line" };

    private static readonly Option<string> Name = new("--name") { Required = true, Description = "What people call it, at most 80 characters." };

    private static readonly Option<Role> As = new("--role") { Required = true, Description = "consumer, operator, refurbisher, auditor or platform." };

    private static readonly Option<string?> Operator = new("--operator") { Description = "Code of the operator whose app it is; for the roles operator and refurbisher." };

    private static readonly Option<bool> ActsForConsumers = new("--acts-for-consumers") { Description = "May exchange its consumers' ids for tokens; for the role consumer." };

    private static readonly Option<bool> TrustedOnly = new("--trusted-documents-only") { Description = "Runs only the documents that the server ships." };

    public static Command Create(CommandRunner run)
    {
        As.AcceptOnlyRoles();
        var command = new Command("app", "Register a partner app and print its client id and secret.") { Name, As, Operator, ActsForConsumers, TrustedOnly };
        command.SetAction((parsed, cancellationToken) => run((services, stop) => RegisterAsync(services, parsed, stop), cancellationToken));
        return command;
    }

    /// <summary>A role by its name and nothing else: the parser would take numbers too.</summary>
    public static void AcceptOnlyRoles(this Option<Role> option) => option.AcceptOnlyFromAmong([.. Enum.GetNames<Role>().Select(name => name.ToLowerInvariant())]);

    private static async Task<int> RegisterAsync(IServiceProvider services, ParseResult parsed, CancellationToken cancellationToken)
    {
        Guid? tenant = null;
        var code = parsed.GetValue(Operator);
        if (code is not null && (tenant = await services.GetRequiredService<OperatorDirectory>().FindAsync(code, cancellationToken)) is null)
        {
            return Refusals.Say(new PartnerAppOperatorMissing(parsed.GetValue(As), "--operator"));
        }

        var request = new PartnerAppRequest(
            parsed.GetValue(Name)!, parsed.GetValue(As), tenant, null, parsed.GetValue(ActsForConsumers), parsed.GetValue(TrustedOnly));
        var issued = await services.GetRequiredService<PartnerAppService>().RegisterAsync(request, CommandLine, cancellationToken);
        if (!issued.Try(out var made, out var error))
        {
            return Refusals.Say(error);
        }

        await Console.Out.WriteLineAsync($"client_id={made.App.ClientId}\nclient_secret={made.Secret}".AsMemory(), cancellationToken);
        return 0;
    }
}
