using Ledger.Facts;

namespace Ledger.Contracts;

/// <summary>C-01 单元号一致, against a contract or an instrument.</summary>
internal static class BasisUnits
{
    /// <summary>The units stated are those of the basis, in its order.</summary>
    /// <returns>Whether they are: only then the tokens compare.</returns>
    public static bool Check(Judgement judgement, IEnumerable<string> stated, string path, Basis basis)
    {
        IReadOnlyList<string> units = [.. stated];
        IReadOnlyList<string> known = [.. basis.Units.Select(unit => unit.UnitCode)];
        if (units.SequenceEqual(known, StringComparer.Ordinal))
            return true;
        judgement.Fail(
            SameUnits.C01,
            new("单元号与合同或文书不一致", "the units are not those of the contract or instrument"),
            new("请按所列明的全部单元办理", "name every unit of it and no other"),
            Labels.InEvent(UnitCode.Name, string.Join(", ", units), path),
            basis.Says(UnitCode.Name, string.Join(", ", known)));
        return false;
    }
}
