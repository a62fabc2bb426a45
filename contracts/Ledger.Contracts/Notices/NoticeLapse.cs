using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// C-35 预告登记失效: a notice counts until its last day. One whose conversion was accepted by then counts on while that case is
/// open.
/// </summary>
internal static class NoticeLapse
{
    /// <summary>The day after the last on which a notice counts that can be registered since a day.</summary>
    public static Day After(Book book, Day registrableSince) => LapseDay.After(book, registrableSince, book.City.NoticeDays);

    /// <summary>Whether a notice counts at one of these instants.</summary>
    /// <param name="row">The notice.</param>
    /// <param name="instants">Instants of recording and envelope.</param>
    /// <param name="cases">The open cases on the unit.</param>
    public static bool Counts(AdvanceNoticeRow row, IReadOnlyList<ulong> instants, IReadOnlyList<PageView<CasePage>> cases)
        => instants.Any(row.Span().CountsAt) || (row.Ended == 0 && row.RecordingMs <= instants[^1] && IsKept(row, cases));

    /// <summary>Drops what ended long ago from a unit's page; a notice that an open case keeps is not over.</summary>
    public static void DropEnded(Book book, string unitCode, EncumbrancePage page, Recording recording)
    {
        IReadOnlyList<PageView<CasePage>>? cases = null;
        page.DropEnded(book.Today, recording.RecordingMs, row => IsKept(row, cases ??= CaseDesks.CasesOn(book, book.Desk(unitCode))));
    }

    /// <summary>Whether a case that converts the notice was accepted before it lapsed.</summary>
    public static bool IsKept(AdvanceNoticeRow row, IReadOnlyList<PageView<CasePage>> cases)
        => row.Lapses != 0 && cases.Any(known => known.Body is { } page && Converts(page, row) && row.Span().CountsAt(page.AcceptanceMs));

    private static bool Converts(CasePage page, AdvanceNoticeRow row)
        => page.Flows.Any(static flow => FlowGroups.IsSale(flow.Flow) || flow.Flow == FlowCode.M1)
            && (row.Basis.Length == 0 || page.Basis == row.Basis);
}
