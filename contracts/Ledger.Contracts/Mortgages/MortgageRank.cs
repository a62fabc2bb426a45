using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// C-43 抵押顺位: the live mortgages of a unit have the ranks 1..n in the order of recording, so a new one comes last, and the
/// cancellation of one lifts those below it.
/// </summary>
internal static class MortgageRank
{
    public static readonly Rule C43 = Rule.Reject("C-43", "抵押顺位", "rank unique and dense", "民法典 409, 414");

    /// <summary>The rank stated is the next one of the unit.</summary>
    public static void Check(Judgement judgement, MortgageUnitRecording recording, UnitPages unit, string path)
    {
        var next = Next(unit.Encumbrances.Body);
        if (recording.Rank == next)
            return;
        judgement.Fail(
            C43,
            new($"单元{unit.Code}的抵押顺位应为{next}", $"the rank of a new mortgage on unit {unit.Code} is {next}"),
            new("请按登簿先后编排顺位", "state the rank that follows from the order of recording"),
            Labels.InEvent(new("抵押顺位", "rank"), recording.Rank, path + ".rank"),
            unit.Encumbrances.Says(new("现势抵押权数", "live mortgages"), next - 1));
    }

    /// <summary>Takes a mortgage off a page and lifts the ranks below it.</summary>
    public static void Remove(EncumbrancePage page, MortgageId mortgage)
    {
        var left = page.Mortgages.Where(row => !row.Id.Equals(mortgage)).ToList();
        page.Mortgages.Clear();
        for (var i = 0; i < left.Count; i++)
        {
            left[i].Rank = (uint)i + 1;
            page.Mortgages.Add(left[i]);
        }
    }

    private static uint Next(EncumbrancePage? page) => (uint)(page?.Mortgages.Count ?? 0) + 1;
}
