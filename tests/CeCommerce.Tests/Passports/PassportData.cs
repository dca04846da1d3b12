namespace CeCommerce.Tests.Passports;

/// <summary>Published vectors that may not be copied into the product: read where they lie, and skipped visibly where they do not.</summary>
internal static class PassportData
{
    public static string? Folder(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var found = Path.Combine(folder.FullName, "shared", "passport-data", name);
            if (Directory.Exists(found))
            {
                return found;
            }
        }

        return null;
    }
}
