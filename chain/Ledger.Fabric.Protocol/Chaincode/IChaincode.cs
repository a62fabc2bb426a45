namespace Ledger.Fabric.Protocol;

/// <summary>
/// A program that peers of Hyperledger Fabric ask to simulate transactions. One object serves all peers that dial, many
/// transactions at a time: it must be safe for use by several threads and keep no state a transaction depends on.
/// </summary>
/// <remarks>
/// Every endorser runs the same transaction, and the client is refused unless all come to the same bytes. So the answer
/// may depend on the arguments, on what was read from the stub, and on <see cref="IChaincodeStub.Timestamp"/>; not on a
/// clock, randomness, the order of a hash table, or files of this machine.
/// </remarks>
public interface IChaincode
{
    /// <summary>
    /// Simulates one transaction. An answer below <see cref="ChaincodeResponse.ErrorThreshold"/> asks for endorsement of
    /// what was read and written; any other, or an exception, drops it all.
    /// </summary>
    /// <param name="stub">The transaction; of use until this call ends.</param>
    /// <param name="ct">The peer hung up, or the server stops: the answer is of no use any more.</param>
    Task<ChaincodeResponse> InvokeAsync(IChaincodeStub stub, CancellationToken ct);
}
