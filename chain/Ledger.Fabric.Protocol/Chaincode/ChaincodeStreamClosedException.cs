namespace Ledger.Fabric.Protocol;

/// <summary>The peer hung up, or the server stops: nobody waits for the transaction any more.</summary>
public sealed class ChaincodeStreamClosedException() : OperationCanceledException("The peer's stream has ended; the transaction is abandoned.");
