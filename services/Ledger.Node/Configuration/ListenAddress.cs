namespace Ledger.Node;

/// <summary>Where a node listens for gRPC over HTTPS.</summary>
/// <param name="Address">An IP address, e.g. <c>127.0.0.1</c> or <c>::</c>.</param>
/// <param name="Port">0 to 65,535; 0 takes any free port, known after the start only.</param>
public sealed record ListenAddress(string Address, int Port);
