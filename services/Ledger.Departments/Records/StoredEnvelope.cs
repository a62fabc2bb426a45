namespace Ledger.Departments;

/// <summary>An envelope signed under a record's number.</summary>
/// <param name="Attempt">0 for the first, then 1, 2, … for those signed anew.</param>
/// <param name="LeafHash">Leaf hash (32 bytes) of its entry.</param>
/// <param name="Bytes">The envelope in its one encoding.</param>
public sealed record StoredEnvelope(int Attempt, byte[] LeafHash, byte[] Bytes);
