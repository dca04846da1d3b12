namespace CeCommerce.Passports.Barcode;

/// <summary>A square of modules; a dark one is true.</summary>
internal sealed class ModuleGrid
{
    private readonly bool[] modules;

    public ModuleGrid(int size, Func<int, int, bool> isDark)
    {
        Size = size;
        modules = [.. from row in Enumerable.Range(0, size) from column in Enumerable.Range(0, size) select isDark(row, column)];
    }

    public int Size { get; }

    public bool this[int row, int column] => modules[(row * Size) + column];
}
