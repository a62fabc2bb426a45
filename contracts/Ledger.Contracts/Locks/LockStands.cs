using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// The state machine of a lock: placed → removed, or over with its term. C-33: the authority that placed it removes it; C-63: one for
/// expropriation stands for a year at most, which the registrar confirms.
/// </summary>
internal static class LockStands
{
    public static readonly Rule C63 = CountingLock.C63 with { Severity = Ledger.Chain.Severity.Warning, Aspect = "term" };

    private static readonly Wording Record = new("锁定", "lock");
    private static readonly Wording AuthorityLabel = new("锁定机关", "locking authority");

    /// <summary>The document locks nothing yet, of this authority (STATE) or of another one (C-33).</summary>
    public static void CheckAbsent(Judgement judgement, PageView<EncumbrancePage> page, LockPlaced e)
    {
        if (page.Body?.Locks.FirstOrDefault(row => row.DocumentNumber == e.DocumentNumber) is not { } known)
            return;
        if (known.Authority == e.Authority)
            WrongState(judgement, page, known);
        else
            OfAnother(judgement, page, known, e.Authority);
    }

    /// <summary>A lock for expropriation stands for a year at most.</summary>
    public static void CheckTerm(Judgement judgement, LockPlaced e)
    {
        if (e.Kind != LockKind.Expropriation || (e.Until != 0 && IsWithinYear(Day.FromNumber(e.From), Day.FromNumber(e.Until))))
            return;
        judgement.Fail(
            C63,
            new("征收锁定超过一年或未载明期限", "a lock for expropriation of more than a year, or without an end"),
            new("请核对文书后确认继续", "check the document, then acknowledge C-63"),
            Labels.InEvent(new("起", "from"), Labels.Date(e.From), "from"),
            Labels.InEvent(new("至（不含）", "until, exclusive"), Labels.Date(e.Until), "until"));
    }

    /// <summary>Finds the lock that is removed.</summary>
    /// <returns>Null when there is none to judge by.</returns>
    public static LockRow? Find(Judgement judgement, PageView<EncumbrancePage> page, LockRemoved e)
    {
        if (page.Body?.Locks.FirstOrDefault(row => row.DocumentNumber == e.DocumentNumber) is not { } known)
        {
            judgement.WrongState(
                Record,
                new("不存在", "absent"),
                ["LockPlaced"],
                Labels.InEvent(AuthorityDocumentNumber.Name, e.DocumentNumber, "document_number"),
                page.Says(new("现有锁定", "locks on the page"), string.Join(", ", page.Body?.Locks.Select(static row => row.DocumentNumber) ?? [])));
            return null;
        }

        if (known.Authority != e.Authority)
        {
            OfAnother(judgement, page, known, e.Authority);
            return null;
        }

        if (!known.Span().CountsAt(e.Recording.RecordingMs))
            WrongState(judgement, page, known);
        return known;
    }

    // What begins in the last year of the calendar ends within a year.
    private static bool IsWithinYear(Day from, Day until) => Day.Last.DaysSince(from) <= 365 || until <= from.AddYears(1).AddDays(1);

    private static void OfAnother(Judgement judgement, PageView<EncumbrancePage> page, LockRow known, string authority)
        => judgement.Fail(
            SeizureStands.C33,
            new("机关不是作出锁定的机关", "the authority is not the one that placed the lock"),
            new("须由作出锁定的机关办理", "the authority that placed the lock acts on it"),
            Labels.InEvent(AuthorityLabel, authority, "authority"),
            page.Says(AuthorityLabel, known.Authority),
            page.Says(AuthorityDocumentNumber.Name, known.DocumentNumber));

    private static void WrongState(Judgement judgement, PageView<EncumbrancePage> page, LockRow known)
        => judgement.WrongState(
            Record,
            known.Ended != 0 ? new("已解除", "removed") : known.Span().CountsAt(judgement.TimeMs) ? new("有效", "in force") : new("已到期", "over"),
            known.Span().CountsAt(judgement.TimeMs) ? ["LockRemoved"] : [],
            page.Says(AuthorityDocumentNumber.Name, known.DocumentNumber),
            page.Says(AuthorityLabel, known.Authority));
}
