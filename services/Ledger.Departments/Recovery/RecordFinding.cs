namespace Ledger.Departments;

/// <summary>A record that is not what the ledger says, or an envelope of the ledger without its record.</summary>
/// <param name="RecordId">Number of the record, as callers see it.</param>
/// <param name="LeafHash">Leaf hash of the envelope on the ledger; empty when there is none.</param>
/// <param name="MessageZh">What differs, in Chinese.</param>
/// <param name="MessageEn">What differs, in English.</param>
public sealed record RecordFinding(string RecordId, byte[] LeafHash, string MessageZh, string MessageEn);
