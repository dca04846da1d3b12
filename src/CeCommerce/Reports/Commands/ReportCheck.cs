using CeCommerce.Platform;

namespace CeCommerce.Reports.Commands;

/// <summary><c>report --verify</c>.</summary>
internal static class ReportCheck
{
    public static Task<int> RunAsync(IServiceProvider services, string file, CancellationToken cancellationToken) => Task.FromResult(Refusals.ExitCode);
}
