namespace Ledger.Departments;

/// <summary>What reading a whole record store found.</summary>
/// <param name="Rows">Rows read.</param>
/// <param name="Damage">What is damaged or lost; empty for a whole store.</param>
/// <param name="Notes">What is worth knowing and harmless.</param>
public sealed record RecordStoreReport(long Rows, IReadOnlyList<RecordDamagedException> Damage, IReadOnlyList<string> Notes);
