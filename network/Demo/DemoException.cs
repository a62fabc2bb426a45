namespace Ledger.Network;

/// <summary>The demo did not go as told.</summary>
internal sealed class DemoException(string message) : Exception(message);
