using Google.Protobuf;
using Google.Protobuf.Collections;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// Rows of an encumbrance page as they should be: each stands in the place of the one with the same proof or document. What the
/// right is may be corrected; its number, its papers and when it was recorded or ended may not (STATE).
/// </summary>
internal static class CorrectedRows
{
    /// <summary>Every corrected row stands for one of the page, and says nothing else of what may not change.</summary>
    public static void Check(Judgement judgement, CorrectedUnit unit, string path, PageView<EncumbrancePage> view)
    {
        var page = view.Body ?? new EncumbrancePage();
        Check(judgement, unit.Notices, page.Notices, SameRight, Kept, path + ".notices", view);
        Check(judgement, unit.Objections, page.Objections, SameRight, Kept, path + ".objections", view);
        Check(judgement, unit.Easements, page.Easements, SameRight, Kept, path + ".easements", view);
        Check(judgement, unit.Residences, page.Residences, SameRight, Kept, path + ".residences", view);
        Check(judgement, unit.Locks, page.Locks, SameRight, Kept, path + ".locks", view);
    }

    /// <summary>Puts the rows on a page.</summary>
    public static void Write(CorrectedUnit unit, EncumbrancePage page)
    {
        Write(unit.Notices, page.Notices, SameRight);
        Write(unit.Objections, page.Objections, SameRight);
        Write(unit.Easements, page.Easements, SameRight);
        Write(unit.Residences, page.Residences, SameRight);
        Write(unit.Locks, page.Locks, SameRight);
    }

    private static bool SameRight(AdvanceNoticeRow left, AdvanceNoticeRow right) => left.Proof.Equals(right.Proof);

    private static bool SameRight(ObjectionRow left, ObjectionRow right) => left.Proof.Equals(right.Proof);

    private static bool SameRight(EasementRow left, EasementRow right)
        => left.Proof.Equals(right.Proof) && left.Side == right.Side && left.OtherUnit == right.OtherUnit;

    private static bool SameRight(ResidenceRow left, ResidenceRow right) => left.Proof.Equals(right.Proof);

    private static bool SameRight(LockRow left, LockRow right) => left.DocumentNumber == right.DocumentNumber && left.Authority == right.Authority;

    // What a correction may say anew, taken from the row as it stands.
    private static void Kept(AdvanceNoticeRow row, AdvanceNoticeRow known)
    {
        row.AmountFen = known.AmountFen;
        row.Restricted = known.Restricted;
        row.RegistrableSince = known.RegistrableSince;
    }

    private static void Kept(ObjectionRow row, ObjectionRow known) => row.SuitFiled = known.SuitFiled;

    private static void Kept(EasementRow row, EasementRow known) => (row.Purpose, row.From, row.Until) = (known.Purpose, known.From, known.Until);

    private static void Kept(ResidenceRow row, ResidenceRow known)
        => (row.Scope, row.From, row.Until, row.Paid, row.By) = (known.Scope, known.From, known.Until, known.Paid, known.By);

    private static void Kept(LockRow row, LockRow known) => (row.Kind, row.From, row.Until) = (known.Kind, known.From, known.Until);

    private static void Check<T>(
        Judgement judgement,
        RepeatedField<T> corrected,
        RepeatedField<T> rows,
        Func<T, T, bool> same,
        Action<T, T> kept,
        string path,
        PageView<EncumbrancePage> view)
        where T : class, IMessage<T>, IDeepCloneable<T>
    {
        for (var i = 0; i < corrected.Count; i++)
        {
            var known = rows.FirstOrDefault(row => same(row, corrected[i]));
            var rest = corrected[i].Clone();
            if (known is not null)
                kept(rest, known);
            if (known is not null && rest.Equals(known) && IsSound(judgement, corrected[i]))
                continue;
            judgement.Fail(
                Judgement.State,
                known is null
                    ? new("登簿中没有该证明或文书的记载", "no row of the book has this proof or document")
                    : new("更正改动了不可更正的内容，或更正后的内容无效", "the correction changes what may not change, or what it says is not valid"),
                new("证号、当事人、依据和登簿、终止时间不在此更正；请核对", "numbers, parties, basis and times of recording and end are not corrected here: check the row"),
                Labels.InEvent(new("更正的记载", "row corrected"), i, $"{path}[{i}]"),
                view.Says(UnitCode.Name, view.Body?.UnitCode));
        }
    }

    private static bool IsSound<T>(Judgement judgement, T row) => row switch
    {
        AdvanceNoticeRow notice => Money.TryFromFen(notice.AmountFen, out _, out _) && IsDayOrNone(notice.RegistrableSince),
        ObjectionRow objection => IsDayOrNone(objection.SuitFiled),
        EasementRow easement => ReasonCode.TryParse(easement.Purpose, out _, out _) && IsSpan(easement.From, easement.Until),
        ResidenceRow residence => judgement.Profile.Form.Has(residence.Scope) && residence.Scope != ResidenceScope.Unspecified
            && judgement.Profile.Form.Has(residence.By) && residence.By != ResidenceOrigin.Unspecified
            && (residence.Until == 0 ? IsDay(residence.From) : IsSpan(residence.From, residence.Until)),
        LockRow locked => judgement.Profile.Form.Has(locked.Kind) && locked.Kind != LockKind.Unspecified
            && (locked.Until == 0 ? IsDay(locked.From) : IsSpan(locked.From, locked.Until)),
        _ => false,
    };

    private static bool IsDay(uint day) => Day.TryFromNumber(day, out _, out _);

    private static bool IsDayOrNone(uint day) => day == 0 || IsDay(day);

    private static bool IsSpan(uint from, uint until) => IsDay(from) && IsDay(until) && from < until;

    private static void Write<T>(RepeatedField<T> corrected, RepeatedField<T> rows, Func<T, T, bool> same)
        where T : class
    {
        foreach (var row in corrected)
        {
            for (var i = 0; i < rows.Count; i++)
            {
                if (same(rows[i], row))
                    rows[i] = row;
            }
        }
    }
}
