namespace Ledger.Benchmarks;

/// <summary>Bytes of files after the nodes were stopped.</summary>
/// <param name="Peer">A peer's store and signed checkpoints, mean of the four.</param>
/// <param name="Records">The record stores of all departments.</param>
/// <param name="FabricPeer">A Fabric peer's ledger, mean of the four; 0 without Fabric.</param>
/// <param name="FabricOrderer">A Fabric orderer's ledger, mean of all; 0 without Fabric.</param>
internal readonly record struct DiskUse(long Peer, long Records, long FabricPeer, long FabricOrderer);
