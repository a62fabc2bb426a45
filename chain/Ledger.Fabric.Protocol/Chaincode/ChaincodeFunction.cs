namespace Ledger.Fabric.Protocol;

/// <summary>One function of a <see cref="ChaincodeContract"/>.</summary>
/// <param name="stub">The transaction; the function's arguments are its <see cref="IChaincodeStub.Parameters"/>.</param>
/// <param name="ct">The peer hung up, or the server stops.</param>
public delegate Task<ChaincodeResponse> ChaincodeFunction(IChaincodeStub stub, CancellationToken ct);
