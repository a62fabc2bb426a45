namespace Ledger.Import;

/// <summary>What became of a step.</summary>
/// <param name="Reasons">Why it was refused; empty = it is recorded.</param>
internal sealed record StepOutcome(IReadOnlyList<RefusalReason> Reasons)
{
    /// <summary>On the ledger, with a verified receipt.</summary>
    public static StepOutcome Recorded { get; } = new([]);

    /// <summary>Whether it is on the ledger.</summary>
    public bool IsRecorded => Reasons.Count == 0;
}
