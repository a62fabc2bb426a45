namespace Ledger.Fabric.Protocol.Tests;

/// <summary>A chaincode's own refusal, status 500.</summary>
internal sealed class ChaincodeError(string message) : Exception(message);
