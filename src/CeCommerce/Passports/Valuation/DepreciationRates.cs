namespace CeCommerce.Passports.Valuation;

/// <summary>
/// The 200 % declining balance (定率法) for assets acquired from 2012-04-01 on: 減価償却資産の耐用年数等に関する省令 別表第十,
/// by useful life in years.
/// </summary>
internal readonly record struct DepreciationRates(decimal Rate, decimal RevisedRate, decimal GuaranteeRate)
{
    public const int ShortestLife = 2;
    public const int LongestLife = 50;

    private static readonly (decimal Rate, decimal Revised, decimal Guarantee)[] ByLife =
    [
        (1m, 0m, 0m), (0.667m, 1m, 0.11089m), (0.5m, 1m, 0.12499m), (0.4m, 0.5m, 0.108m), (0.333m, 0.334m, 0.09911m), // 2–6 years
        (0.286m, 0.334m, 0.0868m), (0.25m, 0.334m, 0.07909m), (0.222m, 0.25m, 0.07126m), (0.2m, 0.25m, 0.06552m), (0.182m, 0.2m, 0.05992m), // 7–11 years
        (0.167m, 0.2m, 0.05566m), (0.154m, 0.167m, 0.0518m), (0.143m, 0.167m, 0.04854m), (0.133m, 0.143m, 0.04565m), (0.125m, 0.143m, 0.04294m), // 12–16 years
        (0.118m, 0.125m, 0.04038m), (0.111m, 0.112m, 0.03884m), (0.105m, 0.112m, 0.03693m), (0.1m, 0.112m, 0.03486m), (0.095m, 0.1m, 0.03335m), // 17–21 years
        (0.091m, 0.1m, 0.03182m), (0.087m, 0.091m, 0.03052m), (0.083m, 0.084m, 0.02969m), (0.08m, 0.084m, 0.02841m), (0.077m, 0.084m, 0.02716m), // 22–26 years
        (0.074m, 0.077m, 0.02624m), (0.071m, 0.072m, 0.02568m), (0.069m, 0.072m, 0.02463m), (0.067m, 0.072m, 0.02366m), (0.065m, 0.067m, 0.02286m), // 27–31 years
        (0.063m, 0.067m, 0.02216m), (0.061m, 0.063m, 0.02161m), (0.059m, 0.063m, 0.02097m), (0.057m, 0.059m, 0.02051m), (0.056m, 0.059m, 0.01974m), // 32–36 years
        (0.054m, 0.056m, 0.0195m), (0.053m, 0.056m, 0.01882m), (0.051m, 0.053m, 0.0186m), (0.05m, 0.053m, 0.01791m), (0.049m, 0.05m, 0.01741m), // 37–41 years
        (0.048m, 0.05m, 0.01694m), (0.047m, 0.048m, 0.01664m), (0.045m, 0.046m, 0.01664m), (0.044m, 0.046m, 0.01634m), (0.043m, 0.044m, 0.01601m), // 42–46 years
        (0.043m, 0.044m, 0.01532m), (0.042m, 0.044m, 0.01499m), (0.041m, 0.042m, 0.01475m), (0.04m, 0.042m, 0.0144m), // 47–50 years
    ];

    /// <summary>Of a life between <see cref="ShortestLife"/> and <see cref="LongestLife"/>; any other throws.</summary>
    public static DepreciationRates Of(int life)
    {
        var (rate, revised, guarantee) = ByLife[life - ShortestLife];
        return new(rate, revised, guarantee);
    }
}
