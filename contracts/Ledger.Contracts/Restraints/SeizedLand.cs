using Ledger.Chain;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// L: a seizure is in force on a parcel that the unit stands on. Where the city says so it counts only for units of its debtor:
/// a developer's debt does not seize the flats that others bought long ago (C-29).
/// </summary>
internal sealed class SeizedLand : IRestriction
{
    /// <inheritdoc/>
    public MatrixColumn Column => MatrixColumn.L;

    /// <inheritdoc/>
    public Rule Rule => SeizedParcel.C29;

    /// <inheritdoc/>
    public IReadOnlyList<Rule> FurtherRules => SeizureColumn.Further;

    /// <inheritdoc/>
    public EncumbranceKind? Kind => EncumbranceKind.Seizure;

    /// <inheritdoc/>
    public void Check(Judgement judgement, Disposal disposal, MatrixCell cell)
    {
        foreach (var parcel in disposal.Unit.Parcels)
        {
            SeizureColumn.Check(
                judgement, disposal, parcel, Rule, (row, _) => Counts(judgement, disposal, row) ? cell.Severity : Severity.Information);
        }
    }

    private static bool Counts(Judgement judgement, Disposal disposal, SeizureRow row)
        => !judgement.City.ParcelOfSameHolderOnly || row.Debtors.Count == 0
            || row.Debtors.Any(debtor => disposal.Owners.Any(owner => MayBeOne(debtor, owner)));

    // Organisations stand in clear. A person has another token under the parcel than under the unit: who it is cannot be told.
    private static bool MayBeOne(Party debtor, Party owner)
        => debtor.CreditCode.Length == 0 ? owner.CreditCode.Length == 0 : debtor.CreditCode == owner.CreditCode;
}
