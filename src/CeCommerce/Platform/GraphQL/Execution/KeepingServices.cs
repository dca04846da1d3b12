namespace CeCommerce.Platform.GraphQL.Execution;

/// <summary>
/// The services of an event that many executions share: its batch loaders answer a key that was asked for before from memory. Nothing is
/// changed in such a scope, so what was read for the first listener is as good for the last.
/// </summary>
internal sealed class KeepingServices(IServiceProvider inner) : IServiceProvider
{
    public object? GetService(Type serviceType)
    {
        var service = inner.GetService(serviceType);
        if (service is BatchLoader loader)
        {
            loader.KeepsAnswers = true;
        }

        return service;
    }
}
