namespace Ledger.Chain;

/// <summary>What the ledger's chaincode is asked by: names and bounds, the same at both ends.</summary>
public static class LedgerFunctions
{
    /// <summary>
    /// <c>found(genesis entry)</c>: first transaction of a channel; writes the pages of block 0. Answers with the leaf hash
    /// of genesis.
    /// </summary>
    public const string Found = "found";

    /// <summary>
    /// <c>submit(envelope, key…)</c>: judges an envelope and writes what it changes. Answers with a
    /// <see cref="Ledger.V1.SubmitOutcome"/>, always accepted; otherwise with a <see cref="SubmitRefusal"/> as message.
    /// </summary>
    /// <remarks>
    /// The keys are those the sender expects the rules to read, known from a judgement on its own peer: where Fabric's peer
    /// can, all come in one round trip. Each then belongs to the transaction's read set, needed or not: a key named in vain
    /// can only bring a conflict, and an endorser whose peer cannot read many at once, which reads what is needed only, comes
    /// to another read set.
    /// </remarks>
    public const string Submit = "submit";

    /// <summary>
    /// <c>judge(envelope, key…)</c>: as <see cref="Submit"/>, but writes nothing and always answers with the outcome, with the
    /// pages it rests on. To be evaluated, not submitted.
    /// </summary>
    public const string Judge = "judge";

    /// <summary>Most keys named with an envelope.</summary>
    public const int MaxKeys = 256;
}
