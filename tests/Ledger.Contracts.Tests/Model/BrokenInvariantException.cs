namespace Ledger.Contracts.Tests;

/// <summary>The ledger took what contradicts an invariant of the book (events.md 12).</summary>
/// <param name="invariant">Which one; 0 for what the ledger may never do, such as to throw.</param>
/// <param name="what">What contradicts it.</param>
internal sealed class BrokenInvariantException(int invariant, string what) : Exception($"invariant {invariant}: {what}")
{
    /// <summary>Which one.</summary>
    public int Invariant => invariant;

    /// <summary>Fails unless a condition holds.</summary>
    public static void Unless(bool holds, int invariant, FormattableString what)
    {
        if (!holds)
            throw new BrokenInvariantException(invariant, FormattableString.Invariant(what));
    }
}
