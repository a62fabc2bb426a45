namespace Ledger.Network;

/// <summary>A promise of the ledger was found broken: the message names it, what was seen and what was wanted.</summary>
internal sealed class FaultFoundException(string message) : Exception(message);
