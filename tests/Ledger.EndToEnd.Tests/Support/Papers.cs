using System.Globalization;
using Ledger.Facts;
using Ledger.Network;

namespace Ledger.EndToEnd.Tests;

/// <summary>Invented cases of one network: each of a flat of its own, all numbers different.</summary>
internal sealed class Papers
{
    private readonly DemoNumbers numbers = new(Day.At((ulong)TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()));
    private int flats;

    /// <summary>The papers of another flat.</summary>
    public FirstProfilePapers Next()
        => new(numbers, string.Create(CultureInfo.InvariantCulture, $"{FirstProfilePapers.ExampleFlat[..20]}{10_000 + Interlocked.Increment(ref flats):D8}"));
}
