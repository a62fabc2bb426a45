using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>The desks of units: which cases are open on them, and for what.</summary>
internal static class Desks
{
    /// <summary>Puts a case on the desk of a unit, or says anew for what it is open; one that is open for nothing leaves it.</summary>
    /// <param name="book">The state.</param>
    /// <param name="desk">The unit's desk.</param>
    /// <param name="unitCode">The unit.</param>
    /// <param name="page">The case.</param>
    /// <param name="flows">What it is open for.</param>
    public static void Put(Book book, PageView<DeskPage> desk, string unitCode, CasePage page, IEnumerable<FlowCode> flows)
    {
        List<FlowCode> open = [.. flows.Distinct().Order()];
        var known = desk.Body?.Cases.FirstOrDefault(entry => entry.AcceptanceNumber == page.AcceptanceNumber);
        if (known is null ? open.Count == 0 : known.Flows.SequenceEqual(open))
            return;
        var changed = desk.Body?.Clone() ?? new DeskPage { UnitCode = unitCode };
        List<DeskCase> cases = [.. changed.Cases.Where(entry => entry.AcceptanceNumber != page.AcceptanceNumber)];
        if (open.Count > 0)
        {
            var entry = new DeskCase { AcceptanceNumber = page.AcceptanceNumber, AcceptanceMs = page.AcceptanceMs };
            entry.Flows.AddRange(open);
            cases.Add(entry);
        }

        changed.Cases.Clear();
        changed.Cases.AddRange(cases.OrderBy(static entry => entry.AcceptanceNumber, StringComparer.Ordinal));
        // A correction that is withdrawn, refused or recorded leaves with its case.
        if (open.Count == 0 && changed.Correction == page.AcceptanceNumber)
            Free(changed);
        Write(book, desk.Key, changed);
    }

    /// <summary>Closes the correction that is open on a desk.</summary>
    public static void Close(Book book, PageView<DeskPage> desk)
    {
        if (desk.Body is not { Correction.Length: > 0 } known)
            return;
        var changed = known.Clone();
        Free(changed);
        Write(book, desk.Key, changed);
    }

    private static void Free(DeskPage desk) => (desk.Correction, desk.CorrectionBy, desk.CorrectionOpened) = ("", CorrectionBy.Unspecified, 0);

    private static void Write(Book book, string key, DeskPage desk)
    {
        if (desk.Cases.Count == 0 && desk.Correction.Length == 0)
            book.Delete(key);
        else
            book.Write(key, desk);
    }

    /// <summary>Codes of the units on whose desks a case stands: those of its registrations, and the land of its projects.</summary>
    public static IReadOnlyList<string> UnitsOf(CasePage page)
        => [.. page.Flows.Select(static flow => flow.UnitCode)
            .Concat(page.Projects.Select(static project => LandOf(project)))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)];

    /// <summary>What a case is still open for on a unit.</summary>
    public static IEnumerable<FlowCode> OpenOn(CasePage page, string unitCode)
        => page.Flows.Where(flow => flow.UnitCode == unitCode && !flow.Recorded).Select(static flow => flow.Flow)
            .Concat(page.Projects.Where(project => LandOf(project) == unitCode && project.Recorded < project.Units).Select(static project => project.Flow));

    /// <summary>The land of a project's building.</summary>
    public static string LandOf(CaseProject project) => project.Building[..ParcelLength] + "W00000000";

    private const int ParcelLength = 19;
}
