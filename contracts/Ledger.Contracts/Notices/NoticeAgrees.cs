using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// C-36 转本登记与预告不一致: a notice says what its basis says, parties and amount; what it becomes is what was noticed, and no more.
/// </summary>
internal static class NoticeAgrees
{
    public static readonly Rule C36 = Rule.Reject("C-36", "转本登记与预告不一致", "not what was noticed", "担保制度解释 52");

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
        var price = basis.Units.Count == 1 ? basis.ValueFen : 0;
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

    /// <summary>
    /// What a recording converts is what was noticed: a live notice of this unit, of the same basis and holders, for no higher amount.
    /// </summary>
    /// <param name="judgement">Where a failure goes.</param>
    /// <param name="disposal">The unit, with who takes it and on what basis.</param>
    /// <param name="proof">Proof of the notice that is converted.</param>
    /// <param name="amountFen">Amount that is registered; 0 where the right has none.</param>
    /// <param name="path">Field that names the proof.</param>
    public static void CheckConversion(Judgement judgement, Disposal disposal, CertificateId proof, ulong amountFen, string path)
    {
        var page = disposal.Unit.Encumbrances;
        var row = page.Body?.Notices.FirstOrDefault(row => row.Proof.Equals(proof));
        if (row is null || !NoticeLapse.Counts(row, judgement.Instants, disposal.Cases))
        {
            Fail(
                judgement,
                new("没有该有效的预告登记", "there is no such notice that counts"),
                Labels.InEvent(CertificateNumber.Name, Labels.Certificate(proof), path),
                page.Says(new("有效期至（不含）", "counts until, exclusive"), Labels.Date(row?.Lapses ?? 0)),
                page.Says(new("注销日期", "ended"), Labels.Date(row?.Ended ?? 0)));
            return;
        }

        if (row.Basis != disposal.Basis || !row.Beneficiaries.ToHashSet().SetEquals(disposal.Takers) || amountFen > row.AmountFen)
        {
            Fail(
                judgement,
                new("转本登记的依据、权利人或金额与预告登记不一致", "basis, holders or amount are not what was noticed"),
                Labels.InEvent(CertificateNumber.Name, Labels.Certificate(proof), path),
                page.Says(new("预告的依据", "basis noticed"), row.Basis),
                Labels.InEvent(new("本次依据", "basis now"), disposal.Basis, path),
                page.Says(Beneficiaries, Labels.Parties(row.Beneficiaries)),
                Labels.InEvent(new("本次权利人", "takers now"), Labels.Parties(disposal.Takers), path),
                page.Says(Amount, Labels.Yuan(row.AmountFen)),
                Labels.InEvent(new("本次金额", "amount now"), Labels.Yuan(amountFen), path));
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
