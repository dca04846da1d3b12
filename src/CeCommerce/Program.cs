using System.CommandLine;
using CeCommerce;
using CeCommerce.Import.Commands;
using CeCommerce.Import.Recalls;
using CeCommerce.Partners;
using CeCommerce.Passports;
using CeCommerce.Payments;
using CeCommerce.Payments.Reconciling;
using CeCommerce.Personal;
using CeCommerce.Platform.Commands;
using CeCommerce.Platform.Hosting;
using CeCommerce.Reports.Commands;
using CeCommerce.Search.Index;

var composition = Features.Composition;
var host = new CommandHost(composition);

var root = ServeCommand.Prepare(new RootCommand("CeCommerce: circular-economy commerce for Japan, as a GraphQL API."), composition);
root.Subcommands.Add(ServeCommand.Create(composition));
root.Subcommands.Add(MigrateCommand.Create(host.RunAsync));
root.Subcommands.Add(SeedCommand.Create(host.RunAsync));
root.Subcommands.Add(ReindexCommand.Create(host.RunAsync));
root.Subcommands.Add(AppCommand.Create(host.RunAsync));
root.Subcommands.Add(TokenCommand.Create(host.RunAsync));
root.Subcommands.Add(ImportCommand.Create(host.RunAsync));
root.Subcommands.Add(ImportActsCommand.Create(host.RunAsync));
root.Subcommands.Add(RecallsCommand.Create(host.RunAsync));
root.Subcommands.Add(LedgerCommand.Create(host.ReadAsync));
root.Subcommands.Add(ProofsCommand.Create(host.RunAsync));
root.Subcommands.Add(PassportCommand.Create(host.ReadAsync));
root.Subcommands.Add(PaymentsCommand.Create(host.RunAsync));
root.Subcommands.Add(ReconcileCommand.Create(host.RunAsync));
root.Subcommands.Add(SettlementsCommand.Create(host.RunAsync));
root.Subcommands.Add(KeysCommand.Create(host.RunAsync));
root.Subcommands.Add(ReportCommand.Create(host.RunAsync, host.ReadAsync));

// Longer than the server's own patience with running requests, so that its orderly end is never cut short.
var invocation = new InvocationConfiguration { ProcessTerminationTimeout = Draining.Patience + TimeSpan.FromSeconds(15) };
return await root.Parse(args).InvokeAsync(invocation);
