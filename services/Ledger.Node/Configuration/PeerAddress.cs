namespace Ledger.Node;

/// <summary>Another department's node.</summary>
/// <param name="Organisation">Its organisation, as genesis names it.</param>
/// <param name="Address"><c>https://host:port</c>.</param>
public sealed record PeerAddress(string Organisation, Uri Address);
