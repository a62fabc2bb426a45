using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// C-36 for a notice that is entered: it says what its basis says, parties and amount, so that what it becomes later is what was
/// promised; and it ends after what rests on it.
/// </summary>
internal static class NoticeAgrees
{
    public static readonly Rule C36 = NoticesConverted.C36;

    private static readonly Wording Obligors = new("预告登记义务人", "obligors of the notice");
    private static readonly Wording Beneficiaries = new("预告登记权利人", "holders of the notice");
    private static readonly Wording Amount = new("金额", "amount");

    /// <summary>The notice of a purchase agrees with its contract or instrument.</summary>
    public static void CheckSale(Judgement judgement, NoticeCase loaded)
    {
        var (e, basis) = (loaded.Event, loaded.Basis!);
        if (basis.IndexOf(e.UnitCode) is not (>= 0 and var unit))
        {
            Fail(
                judgement,
                new("合同不包含该单元", "the contract does not name the unit"),
                Labels.InEvent(UnitCode.Name, e.UnitCode, "unit_code"),
                basis.Says(UnitCode.Name, string.Join(", ", basis.Units.Select(static known => known.UnitCode))));
            return;
        }

        CheckParties(judgement, e.Obligors, basis.Givers, unit, Obligors, "obligors", basis);
        CheckParties(judgement, e.Beneficiaries, basis.Takers, unit, Beneficiaries, "beneficiaries", basis);
        var price = basis.Units[unit].PriceFen != 0 ? basis.Units[unit].PriceFen : basis.Units.Count == 1 ? basis.ValueFen : 0;
        if (price != 0 && price != e.AmountFen)
        {
            Fail(
                judgement,
                new("金额与合同不一致", "the amount is not the contract's"),
                Labels.InEvent(Amount, Labels.Yuan(e.AmountFen), "amount_fen"),
                basis.Says(Amount, Labels.Yuan(price)));
        }
    }

    /// <summary>The notice of a mortgage agrees with its mortgage contract.</summary>
    public static void CheckMortgage(Judgement judgement, NoticeCase loaded)
    {
        var (e, view) = (loaded.Event, loaded.Mortgage!);
        if (view.Body is not { } page)
            return;
        var unit = page.Units.Select(static known => known.UnitCode).ToList().IndexOf(e.UnitCode);
        if (unit < 0)
        {
            Fail(
                judgement,
                new("抵押合同不包含该单元", "the mortgage contract does not name the unit"),
                Labels.InEvent(UnitCode.Name, e.UnitCode, "unit_code"),
                view.Says(UnitCode.Name, string.Join(", ", page.Units.Select(static known => known.UnitCode))));
            return;
        }

        if (!e.Obligors.ToHashSet().SetEquals(page.Mortgagors.Select(mortgagor => mortgagor.At(unit))))
        {
            Fail(
                judgement,
                new("义务人与抵押人不一致", "the obligors are not the mortgagors"),
                Labels.InEvent(Obligors, Labels.Parties(e.Obligors), "obligors"),
                view.Says(new("抵押人", "mortgagors"), Labels.Parties(page.Mortgagors.Select(mortgagor => mortgagor.At(unit)))));
        }

        if (e.Beneficiaries.Count != 1 || e.Beneficiaries[0].CreditCode != e.Mortgage.Mortgagee)
        {
            Fail(
                judgement,
                new("权利人不是抵押权人", "the holder is not the mortgagee"),
                Labels.InEvent(Beneficiaries, Labels.Parties(e.Beneficiaries), "beneficiaries"),
                view.Says(new("抵押权人", "mortgagee"), page.Id.Mortgagee));
        }

        if (e.AmountFen != page.Terms.AmountFen || e.Restricted != page.Terms.TransferRestricted)
        {
            Fail(
                judgement,
                new("金额或转让限制与抵押合同不一致", "amount or restriction is not the mortgage contract's"),
                Labels.InEvent(Amount, Labels.Yuan(e.AmountFen), "amount_fen"),
                view.Says(Amount, Labels.Yuan(page.Terms.AmountFen)),
                Labels.InEvent(new("限制转让", "restricted"), e.Restricted, "restricted"),
                view.Says(new("限制转让", "restricted"), page.Terms.TransferRestricted));
        }
    }

    /// <summary>A notice of purchase is not cancelled while a notice of mortgage rests on it.</summary>
    public static void CheckNothingRests(Judgement judgement, PageView<EncumbrancePage> page, AdvanceNoticeRow row, ulong instant)
    {
        if (row.Kind is not (AdvanceNoticeKind.Presale or AdvanceNoticeKind.OtherSale))
            return;
        foreach (var resting in page.Body!.Notices.Where(other => other.Kind is AdvanceNoticeKind.PresaleMortgage or AdvanceNoticeKind.OtherMortgage
            && other.Basis == row.Basis && other.Span().CountsAt(instant)))
        {
            Fail(
                judgement,
                new("抵押权预告登记尚未注销", "the notice of mortgage that rests on it is still live"),
                page.Says(CertificateNumber.Name, Labels.Certificate(row.Proof)),
                page.Says(new("抵押权预告登记", "notice of mortgage"), Labels.Certificate(resting.Proof)));
        }
    }

    private static void CheckParties(
        Judgement judgement, IEnumerable<Party> stated, IReadOnlyList<PartyAcrossUnits> known, int unit, Wording label, string path, Basis basis)
    {
        List<Party> wanted = [.. known.Select(party => party.At(unit))];
        List<Party> seen = [.. stated];
        if (seen.ToHashSet().SetEquals(wanted))
            return;
        Fail(
            judgement,
            new($"{label.Chinese}与合同不一致", $"{label.English} are not the contract's"),
            Labels.InEvent(label, Labels.Parties(seen), path),
            basis.Says(label, Labels.Parties(wanted)));
    }

    private static void Fail(Judgement judgement, Wording message, params IReadOnlyList<Chain.FindingValue> values)
        => judgement.Fail(C36, message, new("请核对预告登记与其依据", "check the notice against what it rests on"), values);
}
