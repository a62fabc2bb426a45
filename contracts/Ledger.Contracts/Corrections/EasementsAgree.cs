using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>C-62 for a correction: an easement stands on two units with the same terms, so both of its rows are corrected alike.</summary>
internal static class EasementsAgree
{
    public static readonly Rule C62 = LiveEasement.C62 with { Aspect = "corrected" };

    public static void Check(Judgement judgement, CorrectionCase loaded, CorrectedPages unit)
    {
        foreach (var row in unit.Correction.Easements)
        {
            var other = loaded.Event.Units.FirstOrDefault(other => other.UnitCode == row.OtherUnit)?.Easements
                .FirstOrDefault(there => there.Proof.Equals(row.Proof) && there.OtherUnit == unit.Correction.UnitCode);
            if (other is not null && (other.Purpose, other.From, other.Until) == (row.Purpose, row.From, row.Until))
                continue;
            judgement.Fail(
                C62,
                new($"地役权{Labels.Certificate(row.Proof)}的另一方未作同样更正", $"the other side of the easement {Labels.Certificate(row.Proof)} is not corrected alike"),
                new("请在同一事件中更正双方单元的记载", "correct the rows of both units in one act"),
                Labels.InEvent(new("另一方单元", "other unit"), row.OtherUnit, unit.Path + ".easements"),
                unit.Unit.Encumbrances.Says(UnitCode.Name, unit.Correction.UnitCode));
        }
    }
}
