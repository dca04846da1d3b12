using System.Globalization;
using System.Text;

namespace CeCommerce.Passports.Barcode;

/// <summary>A grid as SVG: one path of the runs of dark modules, a unit each, scaled by whoever prints it.</summary>
internal static class SvgImage
{
    public const string MediaType = "image/svg+xml";

    public static byte[] Of(ModuleGrid grid)
    {
        var path = new StringBuilder();
        for (var row = 0; row < grid.Size; row++)
        {
            for (var column = 0; column < grid.Size; column++)
            {
                var start = column;
                while (column < grid.Size && grid[row, column])
                    column++;
                if (column > start)
                    path.Append(CultureInfo.InvariantCulture, $"M{start} {row}h{column - start}v1h-{column - start}z");
            }
        }

        return Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {grid.Size} {grid.Size}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{grid.Size}v{grid.Size}H0z"/><path d="{path}"/></svg>
            """));
    }
}
