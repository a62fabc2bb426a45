using Google.Protobuf;
using Ledger.Chain;
using Ledger.V1;

namespace Ledger.Fabric;

/// <summary>A valid transaction of the ledger's chaincode that wrote to its state.</summary>
/// <param name="Id">The transaction's id.</param>
/// <param name="Function"><see cref="LedgerFunctions.Found"/> or <see cref="LedgerFunctions.Submit"/>.</param>
/// <param name="Subject">The genesis entry, or the envelope.</param>
/// <param name="Writes">What was endorsed.</param>
internal sealed record LedgerTransaction(string Id, string Function, ByteString Subject, WriteSet Writes);
