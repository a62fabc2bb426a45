namespace Ledger.Chain;

/// <summary>Genesis is another one than configured, or not in order. The node does not start.</summary>
public sealed class GenesisException(string message) : Exception(message);
