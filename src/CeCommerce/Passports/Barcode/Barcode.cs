using QRCoder;
using ZXing;
using ZXing.Datamatrix;
using ZXing.Datamatrix.Encoder;

namespace CeCommerce.Passports.Barcode;

/// <summary>The two carriers that a phone's camera and a scanner of goods read.</summary>
public enum Symbology
{
    /// <summary>ISO/IEC 18004.</summary>
    Qr,

    /// <summary>ISO/IEC 16022, for small things.</summary>
    DataMatrix,
}

/// <summary>Text as a square of dark and light modules, with the light margin that its standard asks for.</summary>
internal static class Barcode
{
    /// <summary>One module; two are safer beside print.</summary>
    private const int DataMatrixMargin = 2;

    private static readonly DatamatrixEncodingOptions Square = new() { SymbolShape = SymbolShapeHint.FORCE_SQUARE };

    public static ModuleGrid Of(string text, Symbology symbology) => symbology switch
    {
        Symbology.Qr => Qr(text),
        Symbology.DataMatrix => DataMatrix(text),
    };

    private static ModuleGrid Qr(string text)
    {
        // M restores 15 %: a label lives through more than a screen. The margin of four modules is in the matrix already.
        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        return new(code.ModuleMatrix.Count, (row, column) => code.ModuleMatrix[row][column]);
    }

    private static ModuleGrid DataMatrix(string text)
    {
        var code = new DataMatrixWriter().encode(text, BarcodeFormat.DATA_MATRIX, 0, 0, Square.Hints);
        return new(code.Width + (2 * DataMatrixMargin), (row, column) =>
            row - DataMatrixMargin is >= 0 and var y && column - DataMatrixMargin is >= 0 and var x && y < code.Height && x < code.Width && code[x, y]);
    }
}
