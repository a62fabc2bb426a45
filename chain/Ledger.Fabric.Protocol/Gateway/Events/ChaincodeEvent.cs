namespace Ledger.Fabric.Protocol;

/// <summary>What a chaincode announced with a valid transaction.</summary>
/// <param name="BlockNumber">The block.</param>
/// <param name="TransactionId">The transaction.</param>
/// <param name="ChaincodeName">The chaincode.</param>
/// <param name="EventName">Name given by the chaincode.</param>
/// <param name="Payload">Bytes given by the chaincode.</param>
public sealed record ChaincodeEvent(ulong BlockNumber, string TransactionId, string ChaincodeName, string EventName, ReadOnlyMemory<byte> Payload);
