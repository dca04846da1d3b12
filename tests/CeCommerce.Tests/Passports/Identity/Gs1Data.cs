namespace CeCommerce.Tests.Passports.Identity;

/// <summary>Published test material beside the repository; a test that does not find it says so and is skipped.</summary>
internal static class Gs1Data
{
    public static string Find(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, "shared", "passport-data", name);
            if (File.Exists(file))
                return file;
        }

        Assert.Skip($"shared/passport-data/{name} is not on this machine");
        return "";
    }
}
