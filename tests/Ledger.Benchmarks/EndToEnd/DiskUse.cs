namespace Ledger.Benchmarks;

/// <summary>Bytes of files after the nodes were stopped.</summary>
/// <param name="Peer">A peer's store and signed checkpoints, mean of the four.</param>
/// <param name="Records">The record stores of all departments.</param>
internal readonly record struct DiskUse(long Peer, long Records);
