namespace Ledger.Node;

/// <summary>Entry 0 of the ledger, which every node makes block 0 from.</summary>
/// <param name="File">The <c>ledger.v1.Genesis</c> message in its one encoding.</param>
/// <param name="Sha256">SHA-256 of that file, 64 lower-case hex digits: a node never follows another ledger by accident.</param>
public sealed record GenesisFile(string File, string Sha256);
