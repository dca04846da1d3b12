namespace CeCommerce.Tests.Architecture;

internal static class Repository
{
    /// <summary>The folder of the solution, found upwards from the test's binaries.</summary>
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "CeCommerce.sln")) ? folder : Find(Path.GetDirectoryName(folder)!);
}
