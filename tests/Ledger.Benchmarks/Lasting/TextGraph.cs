using System.Globalization;

namespace Ledger.Benchmarks;

/// <summary>A series as a line of bars, from 0 to its largest value.</summary>
internal static class TextGraph
{
    private const string Bars = " ▁▂▃▄▅▆▇█";
    private const int Width = 60;

    /// <summary>Draws a series, with the means of its first and last fifth, which tell whether it grows.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="values">Its values, at least one.</param>
    public static string Draw(string name, IReadOnlyList<double> values)
    {
        var columns = Math.Min(Width, values.Count);
        var means = Enumerable.Range(0, columns)
            .Select(column => Mean(values, column * values.Count / columns, (column + 1) * values.Count / columns))
            .ToList();
        var most = Math.Max(means.Max(), double.Epsilon);
        var bars = string.Concat(means.Select(mean => Bars[(int)Math.Round(mean / most * (Bars.Length - 1))]));
        var fifth = Math.Max(1, values.Count / 5);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-14} |{bars}| first fifth {Mean(values, 0, fifth):F1}, last fifth {Mean(values, values.Count - fifth, values.Count):F1}, most {values.Max():F1}");
    }

    private static double Mean(IReadOnlyList<double> values, int from, int to) => values.Skip(from).Take(to - from).Average();
}
