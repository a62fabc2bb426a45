namespace Ledger.Fabric;

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
    /// <see cref="Ledger.V1.SubmitOutcome"/>, always accepted; otherwise with a <see cref="SubmitRefusal"/> as message. The keys are those that the
    /// sender expects the rules to read: fetched in one round trip where the peer can.
    /// </summary>
    public const string Submit = "submit";

    /// <summary><c>judge(envelope, key…)</c>: as <see cref="Submit"/>, but writes nothing and always answers with the outcome, with the pages it rests on. To be evaluated, not submitted.</summary>
    public const string Judge = "judge";

    /// <summary>Most keys named with an envelope.</summary>
    public const int MaxKeys = 256;
}
