using Ledger.Fabric.Protos;

namespace Ledger.Fabric;

/// <summary>What became of a transaction, by the verified blocks of the own peer.</summary>
/// <param name="Code">Valid, or why not.</param>
/// <param name="FabricBlock">Fabric block that holds it.</param>
/// <param name="Block">Block of the ledger that was cut from it; 0 when none was.</param>
internal sealed record TransactionFate(TxValidationCode Code, ulong FabricBlock, ulong Block);
