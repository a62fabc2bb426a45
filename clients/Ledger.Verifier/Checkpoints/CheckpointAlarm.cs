namespace Ledger.Verifier;

/// <summary>Two valid checkpoints of one ledger that do not agree, kept as evidence.</summary>
/// <param name="Origin">Name of the ledger.</param>
/// <param name="Time">When it was found.</param>
/// <param name="Code"><c>checkpoint.fork</c>: two roots at one size, a proof in itself. <c>checkpoint.inconsistent</c>: no
/// valid consistency proof was given.</param>
/// <param name="Seen">Note verified before.</param>
/// <param name="Shown">Note shown then.</param>
public sealed record CheckpointAlarm(string Origin, DateTimeOffset Time, string Code, string Seen, string Shown);
