namespace Ledger.Peers;

/// <summary>The blocks a member gave do not lead to what was signed; another member may have the right ones.</summary>
internal sealed class CatchUpException(string message) : Exception(message);
