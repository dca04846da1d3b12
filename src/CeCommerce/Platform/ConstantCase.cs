using System.Text;
using System.Text.Json;

namespace CeCommerce.Platform;

/// <summary>How the name of an enum's member is written outside: <c>SharingB2C</c> as <c>SHARING_B2C</c>.</summary>
public static class ConstantCase
{
    public static string Of(string name)
    {
        var code = new StringBuilder(name.Length + 4);
        for (var i = 0; i < name.Length; i++)
        {
            if (i > 0 && char.IsUpper(name[i]) && char.IsLower(name[i - 1]))
            {
                code.Append('_');
            }

            code.Append(char.ToUpperInvariant(name[i]));
        }

        return code.ToString();
    }
}

/// <summary>The same in JSON that others send.</summary>
internal sealed class ConstantCaseNames : JsonNamingPolicy
{
    public override string ConvertName(string name) => ConstantCase.Of(name);
}
