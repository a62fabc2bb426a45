using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// A case is no larger than its page can hold to the end (STATE): what was accepted, and beside it the certificates that its acts will make
/// and the units of a public notice. What is larger comes as several cases.
/// </summary>
internal static class CaseFits
{
    // A certificate's number and a unit's code, as the page lists them.
    private const int Certificate = 64;
    private const int Unit = 32;

    // Stops, notices, reviews: all that does not grow with the units.
    private const int Rest = 8 * 1024;

    public static void Check(Judgement judgement, ApplicationCase loaded)
    {
        var page = ApplicationParts.Join(loaded);
        var size = SizeAtEnd(page);
        if (size <= Chain.PageKeys.MaxBodySize)
            return;
        var units = page.Flows.Count + page.Projects.Sum(static project => (long)project.Units);
        judgement.Fail(
            Judgement.State,
            new("该业务的单元过多，一个受理编号的账页容纳不下", "the case has more units than the page of one acceptance number holds"),
            new("请按幢或按批次分成若干业务受理，前一业务登簿后再受理同一宗地的后一业务",
                "accept it as several cases, by building or by batch; the next one on the same land once the one before is recorded"),
            Labels.InEvent(new("登记事项数", "registrations"), units, page.Projects.Count > 0 ? "projects" : "flows"),
            Labels.InEvent(new("账页字节数", "bytes of the page"), size, "acceptance_number"),
            Labels.InEvent(new("账页上限", "most bytes of a page"), Chain.PageKeys.MaxBodySize, "acceptance_number"));
    }

    /// <summary>Bytes of a case's page once all is recorded. Who applies for a unit has a certificate each at most; a project has one for a unit.</summary>
    private static long SizeAtEnd(CasePage page)
    {
        var parties = page.Applicants.ToDictionary(static row => row.UnitCode, static row => Math.Max(row.Parties.Count, 1), StringComparer.Ordinal);
        return page.CalculateSize() + Rest
            + page.Flows.Sum(flow => (long)Unit + (Certificate * parties.GetValueOrDefault(flow.UnitCode, 1)))
            + page.Projects.Sum(static project => (long)Certificate * project.Units);
    }
}
