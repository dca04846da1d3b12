namespace CeCommerce.Platform;

/// <summary>Runs a command's work on the product's services and gives the exit code.</summary>
internal delegate Task<int> CommandRunner(Func<IServiceProvider, CancellationToken, Task<int>> work, CancellationToken cancellationToken);
