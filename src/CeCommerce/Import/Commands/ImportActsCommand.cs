using System.CommandLine;
using CeCommerce.Import.Acts;
using CeCommerce.Import.Writing;
using CeCommerce.Operators;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Import.Commands;

/// <summary><c>import-acts</c>: take a list of inspections, erasures and repairs in.</summary>
internal static class ImportActsCommand
{
    public static Command Create(CommandRunner run)
    {
        var file = new Argument<string>("file") { Description = "NDJSON in UTF-8, one act a line (samples/README.md)." };
        var owner = new Option<string>("--operator") { Description = "Short name of the operator who has the units.", Required = true };
        var command = new Command("import-acts", "Record inspections, erasures and repairs from a list.") { file, owner };
        command.SetAction((parsed, cancellationToken) =>
            run((services, stop) => RunAsync(services, parsed.GetValue(file)!, parsed.GetValue(owner)!, stop), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(IServiceProvider services, string file, string code, CancellationToken cancellationToken)
    {
        var database = services.GetRequiredService<CommerceDatabase>();
        if (await database.Set<Operator>().AsNoTracking().SingleOrDefaultAsync(x => x.Code == code, cancellationToken) is not { } owner)
        {
            return Refusals.Say(new OperatorNotFound(code, "--operator"));
        }

        try
        {
            await using var list = File.OpenRead(file);
            return await RunAsync(services, list, owner, cancellationToken);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Refusals.Say(new StockFileUnreadable(file, failure.Message));
        }
    }

    private static async Task<int> RunAsync(IServiceProvider services, Stream list, Operator owner, CancellationToken cancellationToken)
    {
        var caller = Caller.System with { Role = Role.Operator, OperatorId = owner.Id.Value, ClientId = "command line" };
        var refused = 0;
        var recorded = await services.GetRequiredService<ActImport>().RunAsync(list, owner.Id, caller, Say, cancellationToken);
        Console.WriteLine($"{recorded} recorded, {refused} refused");
        return refused == 0 ? 0 : 1;

        void Say(int line, IUserError error)
        {
            refused++;
            Console.Error.WriteLine($"{line}: {error.Code} {string.Join('.', error.Path)} {error.Message.Ja} / {error.Message.En}");
        }
    }
}
