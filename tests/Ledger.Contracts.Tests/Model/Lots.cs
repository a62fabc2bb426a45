namespace Ledger.Contracts.Tests;

/// <summary>What a step draws: all of it follows from one number, so that a step is the same whatever was left out before it.</summary>
/// <param name="seed">The number.</param>
internal sealed class Lots(ulong seed)
{
    private ulong state = seed;

    /// <summary>The number of a step of a run.</summary>
    public static ulong Of(ulong run, int step) => new Lots(run + ((ulong)step * 0xD1B54A32D192ED03)).Draw();

    /// <summary>The next 64 bits (SplitMix64).</summary>
    public ulong Draw()
    {
        state += 0x9E3779B97F4A7C15;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>A number from 0 to below a bound.</summary>
    public int Below(int bound) => (int)(Draw() % (ulong)bound);

    /// <summary>A number between two, both included.</summary>
    public int Between(int least, int most) => least + Below(most - least + 1);

    /// <summary>True so many times in a hundred.</summary>
    public bool Chance(int percent) => Below(100) < percent;

    /// <summary>One of several.</summary>
    public T Of<T>(params IReadOnlyList<T> items) => items[Below(items.Count)];

    /// <summary>One of several; nothing of none.</summary>
    public T? OfAny<T>(IEnumerable<T> items)
        where T : class
    {
        List<T> known = [.. items];
        return known.Count == 0 ? null : known[Below(known.Count)];
    }
}
