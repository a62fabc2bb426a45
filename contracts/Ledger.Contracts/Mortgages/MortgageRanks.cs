using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// C-43 抵押顺位, per holding: mortgages that lie on a common holding have an order, by recording unless agreed otherwise.
/// The rank of a mortgage is one more than the highest of those before it that it meets; mortgages of different shares
/// of one unit begin at 1 each.
/// </summary>
internal static class MortgageRanks
{
    /// <summary>Every row of the old book has the rank that follows from those before it, or the same as theirs where ranks may be equal.</summary>
    public static bool AreDense(IReadOnlyList<MortgageRow> rows, TitlePage title, bool mayBeEqual)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            var before = rows.Take(i).Where(row => Meets(row, rows[i].Holding, title)).Select(row => row.Rank).DefaultIfEmpty(0u).Max();
            if (rows[i].Rank != before + 1 && (!mayBeEqual || rows[i].Rank != before || before == 0))
                return false;
        }

        return true;
    }

    /// <summary>The rank of a mortgage that is recorded at an instant: behind all that were before it.</summary>
    public static uint Next(EncumbrancePage? page, IReadOnlyList<Party> holding, TitlePage? title, ulong recordingMs)
        => (page?.Mortgages ?? [])
            .Where(row => Meets(row, holding, title) && !IsAfter(row, recordingMs))
            .Select(row => row.Rank).DefaultIfEmpty(0u).Max() + 1;

    /// <summary>The rank stated is the one that follows, or the same as the last one's where one case may register equal ranks.</summary>
    /// <param name="judgement">Where a failure goes.</param>
    /// <param name="unit">The unit's registration.</param>
    /// <param name="equal">Whether the mortgage of the last rank was registered in the same case.</param>
    public static void Check(Judgement judgement, MortgageUnitCaseTwo unit, bool equal)
    {
        var (recording, page) = (unit.Recording, unit.Pages.Encumbrances);
        var next = Next(page.Body, recording.Holding, unit.Pages.LiveTitle, unit.RankMs);
        if (recording.Rank == next || (equal && judgement.City.EqualRanks && recording.Rank + 1 == next && recording.Rank > 0))
            return;
        judgement.Fail(
            MortgageRank.C43,
            new($"单元{recording.UnitCode}的抵押顺位应为{next}", $"the rank of this mortgage on unit {recording.UnitCode} is {next}"),
            new("请按同一份额上的登簿先后编排顺位", "state the rank that follows from the order of recording on the same holding"),
            Labels.InEvent(new("抵押顺位", "rank"), recording.Rank, unit.Path + ".rank"),
            page.Says(new("同一份额上的抵押权数", "mortgages on the holding"), next - 1));
    }

    /// <summary>Puts a row in its place; those recorded after it move down.</summary>
    public static void Insert(EncumbrancePage page, MortgageRow row, TitlePage? title)
    {
        foreach (var later in page.Mortgages.Where(later => later.Rank >= row.Rank && Meets(later, row.Holding, title) && IsAfter(later, row.RecordingMs)))
            later.Rank++;
        page.Mortgages.Add(row);
        Sort(page);
    }

    /// <summary>Takes a mortgage off a page; those behind it move up.</summary>
    public static void Remove(EncumbrancePage page, MortgageId mortgage, TitlePage? title)
    {
        var left = page.Mortgages.Where(row => !row.Id.Equals(mortgage)).ToList();
        var before = left.ConvertAll(row => row.Rank);
        for (var i = 0; i < left.Count; i++)
        {
            left[i].Rank = left.Take(i)
                .Where((row, j) => before[j] < before[i] && Meets(row, left[i].Holding, title))
                .Select(row => row.Rank).DefaultIfEmpty(0u).Max() + 1;
        }

        page.Mortgages.Clear();
        page.Mortgages.AddRange(left);
        Sort(page);
    }

    /// <summary>Numbers the rows of a page in their order, per holding.</summary>
    public static void Number(EncumbrancePage page, TitlePage? title)
    {
        for (var i = 0; i < page.Mortgages.Count; i++)
        {
            page.Mortgages[i].Rank = page.Mortgages.Take(i)
                .Where(row => Meets(row, page.Mortgages[i].Holding, title))
                .Select(row => row.Rank).DefaultIfEmpty(0u).Max() + 1;
        }

        Sort(page);
    }

    /// <summary>The mortgages of a unit that lie on a holding together with a given one, in order of rank.</summary>
    public static IReadOnlyList<MortgageRow> On(EncumbrancePage? page, IReadOnlyList<Party> holding, TitlePage? title)
        => [.. (page?.Mortgages ?? []).Where(row => Meets(row, holding, title))];

    /// <summary>Sorts the rows by rank; those of one rank stay in their order.</summary>
    public static void Sort(EncumbrancePage page)
    {
        var sorted = page.Mortgages.OrderBy(row => row.Rank).ToList();
        page.Mortgages.Clear();
        page.Mortgages.AddRange(sorted);
    }

    private static bool Meets(MortgageRow row, IReadOnlyList<Party> holding, TitlePage? title) => MortgagedHolding.Meet(row.Holding, holding, title);

    // A row of profile 1 has no instant: it is older than any of profile 2.
    private static bool IsAfter(MortgageRow row, ulong recordingMs) => row.RecordingMs > recordingMs;
}
