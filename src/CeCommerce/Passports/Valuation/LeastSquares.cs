using MathNet.Numerics.LinearAlgebra;

namespace CeCommerce.Passports.Valuation;

/// <summary>Ordinary least squares and what it missed.</summary>
/// <param name="Coefficients">One for each column.</param>
/// <param name="Errors">What each row misses by when the others alone are fitted: e / (1 − h).</param>
/// <param name="Spread">Residual standard error: the square root of SSE / (n − k).</param>
internal sealed record LeastSquares(double[] Coefficients, double[] Errors, double Spread, double RSquared)
{
    /// <summary>Below this share of the largest a column says nothing that the others do not.</summary>
    private const double Dependent = 1e-9;

    /// <summary>Null when there are not more rows than columns, or a column depends on the others.</summary>
    public static LeastSquares? Of(double[][] rows, double[] values)
    {
        if (rows.Length == 0 || rows.Length <= rows[0].Length)
        {
            return null;
        }

        var matrix = Matrix<double>.Build.DenseOfRowArrays(rows);
        var decomposition = matrix.QR();
        var diagonal = decomposition.R.Diagonal().PointwiseAbs();
        if (diagonal.Minimum() <= diagonal.Maximum() * Dependent)
        {
            return null;
        }

        var measured = Vector<double>.Build.Dense(values);
        var coefficients = decomposition.Solve(measured);
        var residuals = measured - (matrix * coefficients);
        var leverage = decomposition.Q.EnumerateRows().Select(row => row.DotProduct(row));
        var (missed, all) = (residuals.DotProduct(residuals), (measured - measured.Average()).L2Norm());
        return new(
            coefficients.ToArray(),
            [.. residuals.Zip(leverage, (residual, h) => residual / Math.Max(1 - h, Dependent))],
            Math.Sqrt(missed / (rows.Length - rows[0].Length)),
            all == 0 ? 1 : 1 - (missed / (all * all)));
    }

    /// <summary>Of values that are logarithms of prices: the mean of |predicted − paid| / paid, each price predicted by the others.</summary>
    public double MeanErrorShare => Errors.Average(error => Math.Abs(Math.Exp(-error) - 1));
}
