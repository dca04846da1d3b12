namespace CeCommerce.Tests.Passports;

/// <summary>Published vectors that may not be copied into the product: read where they lie, and skipped visibly where they do not.</summary>
internal static class PassportData
{
    public static string? Folder(string name) => Find(name, Directory.Exists);

    /// <summary>Skips the test, visibly, where the file is not there.</summary>
    public static string File(string name)
    {
        var found = Find(name, System.IO.File.Exists);
        Assert.SkipWhen(found is null, $"{name} is not beside the repository.");
        return found;
    }

    private static string? Find(string name, Func<string, bool> isThere)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var found = Path.Combine(folder.FullName, "shared", "passport-data", name);
            if (isThere(found))
            {
                return found;
            }
        }

        return null;
    }
}
