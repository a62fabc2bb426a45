using System.Globalization;

namespace Ledger.Benchmarks;

/// <summary>Whether a figure of a long run kept growing after the run had come to its stride.</summary>
internal static class Growth
{
    /// <summary>Samples below which nothing is judged: filling caches would count as growth.</summary>
    private const int Fewest = 25;

    /// <summary>A leak that doubles the handles in the course of a run reaches it; the files of a growing store do not.</summary>
    private const double MostHandles = 1.25;

    /// <summary>A server collector lets the heap grow for long before it looks at all of it.</summary>
    private const double MostHeap = 2;

    /// <summary>The rule, for people.</summary>
    public static string Rule { get; } = string.Create(
        CultureInfo.InvariantCulture,
        $"fails when nothing was written, or when the last fifth's mean is over {MostHandles} (handles) or {MostHeap} (heap) times the middle fifth's, from {Fewest} samples on");

    /// <summary>What grew, in words; null for nothing.</summary>
    public static string? Find(IReadOnlyList<LastingSample> samples) => samples.Count < Fewest
        ? null
        : Find("handles", MostHandles, [.. samples.Select(static sample => (double)sample.Handles)])
            ?? Find("heap MB", MostHeap, [.. samples.Select(static sample => sample.HeapBytes / 1048576.0)]);

    private static string? Find(string name, double most, double[] values)
    {
        var fifth = values.Length / 5;
        var (middle, last) = (values.Skip(2 * fifth).Take(fifth).Average(), values.TakeLast(fifth).Average());
        return last > most * middle
            ? string.Create(CultureInfo.InvariantCulture, $"What grew: {name}, middle fifth {middle:F1}, last fifth {last:F1}.")
            : null;
    }
}
