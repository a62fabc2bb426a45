namespace Ledger.Chain;

/// <summary>What a comparison of two ledgers came to.</summary>
/// <param name="First">The replay of the first.</param>
/// <param name="Second">That of the second.</param>
public sealed record LedgerComparisonResult(ReplayResult First, ReplayResult Second)
{
    /// <summary>Envelopes that both hold.</summary>
    public required int Common { get; init; }

    /// <summary>Leaf hashes (hex) of envelopes that only the first holds, in its order.</summary>
    public required IReadOnlyList<string> OnlyFirst { get; init; }

    /// <summary>Leaf hashes (hex) of envelopes that only the second holds, in its order.</summary>
    public required IReadOnlyList<string> OnlySecond { get; init; }

    /// <summary>
    /// The first place where the two put the common envelopes in another order: leaf hash there in the first, and in the
    /// second. Null when the order is the same.
    /// </summary>
    public required (string First, string Second)? OrderParts { get; init; }

    /// <summary>State root (32 bytes) of the common envelopes executed in the order of the first.</summary>
    public required byte[] FirstRoot { get; init; }

    /// <summary>The same in the order of the second.</summary>
    public required byte[] SecondRoot { get; init; }

    /// <summary>The first common envelope that the rules refuse without those that only one ledger holds: leaf hash, rule and reason. Null when none.</summary>
    public required string? Refusal { get; init; }

    /// <summary>Key of the first page, in ordinal order, that the two executions left different. Null when none is.</summary>
    public required string? DifferingPage { get; init; }

    /// <summary>Both hold the same envelopes.</summary>
    public bool SameEnvelopes => OnlyFirst.Count == 0 && OnlySecond.Count == 0;

    /// <summary>
    /// The common envelopes come to one state root in either order; when both ledgers hold no others, that root is also the one in
    /// the newest seal of each.
    /// </summary>
    public bool SameState =>
        Refusal is null
        && FirstRoot.AsSpan().SequenceEqual(SecondRoot)
        && (OnlyFirst.Count > 0 || FirstRoot.AsSpan().SequenceEqual(First.Head.StateRoot))
        && (OnlySecond.Count > 0 || SecondRoot.AsSpan().SequenceEqual(Second.Head.StateRoot));
}
