using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// What a notice may be entered on (STATE), and when it may be cancelled: C-35, as lapsed only once it is; C-48, a bank's only once
/// the bank has released it.
/// </summary>
internal static class NoticeStands
{
    public static readonly Rule C35 = Rule.Reject("C-35", "预告登记失效", "notice lapsed", "民法典 221 ¶2");

    private static readonly Wording Notice = new("预告登记", "advance notice");

    /// <summary>What each kind needs.</summary>
    public static void CheckEnterable(Judgement judgement, NoticeCase loaded)
    {
        var e = loaded.Event;
        var unit = loaded.Disposal.Unit;
        if (!loaded.IsOfMortgage && loaded.Basis is not { State: BasisState.Ready })
        {
            judgement.WrongState(
                new("合同", "contract"),
                loaded.Basis is { Exists: true } ? new("未备案或已终结", "not filed, or ended") : new("不存在", "absent"),
                ["ContractFiled"],
                loaded.Basis is { } basis ? basis.SaysState : Labels.InEvent(ContractNumber.Name, e.Basis, "basis"));
        }

        if (e.Kind == AdvanceNoticeKind.Presale && unit.Title.Body is null && loaded.House?.Body is null)
        {
            judgement.WrongState(
                new("楼盘表房屋", "house row"),
                new("不存在", "absent"),
                ["HouseRowsPublished"],
                Labels.InEvent(UnitCode.Name, e.UnitCode, "unit_code"),
                loaded.House!.Says(new("房屋状态", "state of the house row"), null));
        }

        if (e.Kind is AdvanceNoticeKind.OtherSale or AdvanceNoticeKind.OtherMortgage && unit.LiveTitle is null)
            judgement.WrongState(new("单元", "unit"), new("没有现势产权", "without a live title"), [], unit.Title.Says(new("权属状态", "status"), unit.Title.Body?.Status));
        if (loaded.IsOfMortgage && loaded.Mortgage is not { Body.State: MortgageState.Signed } && !Equals(loaded.Replaced?.Mortgage, e.Mortgage))
        {
            judgement.WrongState(
                new("抵押合同", "mortgage contract"),
                loaded.Mortgage?.Body is { } mortgage ? CodeNames.Of(mortgage.State)! : new("不存在", "absent"),
                ["MortgageContractSigned"],
                loaded.Mortgage?.Says(new("状态", "state"), loaded.Mortgage.Body?.State) ?? Labels.InEvent(new("抵押", "mortgage"), null, "mortgage"));
        }

        var instant = e.Recording.RecordingMs;
        if (e.Kind == AdvanceNoticeKind.PresaleMortgage
            && !loaded.Rows.Any(row => row.Kind == AdvanceNoticeKind.Presale && row.Basis == e.Basis && row.Span().CountsAt(instant)))
        {
            judgement.WrongState(
                Notice,
                new("没有同一合同的商品房买卖预告登记", "absent for the purchase that the mortgage pays for"),
                ["AdvanceNoticeEntered"],
                Labels.InEvent(ContractNumber.Name, e.Basis, "basis"),
                unit.Encumbrances.Says(Notice, string.Join(", ", loaded.Rows.Select(static row => Labels.Certificate(row.Proof)))));
        }

        if (e.Replaces is not null && (loaded.Replaced is not { } changed || !NoticeLapse.Counts(changed, judgement.Instants, loaded.Disposal.Cases)))
            Absent(judgement, unit.Encumbrances, e.Replaces, "replaces");
        CheckReplaced(judgement, loaded);
        CheckSince(judgement, loaded);
        if (loaded.Rows.FirstOrDefault(row => row.Kind == e.Kind && row.Basis == e.Basis && Equals(row.Mortgage, e.Mortgage)
            && !ReferenceEquals(row, loaded.Replaced) && row.Span().CountsAt(instant)) is { } twin)
        {
            judgement.WrongState(
                Notice,
                new("已有同一依据的预告登记", "there is one of this basis already"),
                ["AdvanceNoticeCancelled"],
                unit.Encumbrances.Says(CertificateNumber.Name, Labels.Certificate(twin.Proof)));
        }
    }

    /// <summary>Finds the notice that is cancelled.</summary>
    /// <returns>Null when there is none to judge by.</returns>
    public static AdvanceNoticeRow? Find(Judgement judgement, PageView<EncumbrancePage> page, CertificateId proof)
    {
        if (page.Body?.Notices.FirstOrDefault(row => row.Proof.Equals(proof) && row.Ended == 0) is { } found)
            return found;
        Absent(judgement, page, proof, "proof");
        return null;
    }

    /// <summary>One that lapsed is only tidied; one that counts ends on another ground (C-35).</summary>
    public static void CheckGround(
        Judgement judgement, PageView<EncumbrancePage> page, AdvanceNoticeRow row, AdvanceNoticeCancellation ground, IReadOnlyList<PageView<CasePage>> cases)
    {
        if (ground != AdvanceNoticeCancellation.Lapsed || !NoticeLapse.Counts(row, judgement.Instants, cases))
            return;
        judgement.Fail(
            C35,
            new("预告登记尚未失效", "the notice has not lapsed"),
            new("请待失效后办理，或以其他事由注销", "wait until it has, or cancel it on another ground"),
            Labels.InEvent(new("注销事由", "ground"), ground, "ground"),
            page.Says(new("可登记之日", "registrable since"), Labels.Date(row.RegistrableSince)),
            page.Says(new("有效期至（不含）", "counts until, exclusive"), Labels.Date(row.Lapses)));
    }

    /// <summary>A notice of mortgage ends with the bank's release, by a court, or by lapse (C-48).</summary>
    public static void CheckReleased(Judgement judgement, AdvanceNoticeRow row, AdvanceNoticeCancellation ground, PageView<MortgagePage>? mortgage)
    {
        if (mortgage?.Body is not { } page || row.Mortgage is null || ground is AdvanceNoticeCancellation.Court or AdvanceNoticeCancellation.Lapsed
            || page.State is not (MortgageState.Signed or MortgageState.Registered))
        {
            return;
        }

        judgement.Fail(
            MortgageStands.C48,
            new("抵押权人尚未解除", "the mortgagee has not released it"),
            new("请由抵押权人先行解除（ReleaseInstructed）或撤回抵押合同", "let the mortgagee release it (ReleaseInstructed) or withdraw the contract first"),
            mortgage.Says(new("抵押状态", "state of the mortgage"), page.State),
            mortgage.Says(new("抵押权人", "mortgagee"), page.Id.Mortgagee));
    }

    // A change or an assignment is of the same promise; only with a new holder, who is the bank of a mortgage, its mortgage is another.
    private static void CheckReplaced(Judgement judgement, NoticeCase loaded)
    {
        var e = loaded.Event;
        if (loaded.Replaced is not { } row)
            return;
        var assigned = !row.Beneficiaries.ToHashSet().SetEquals(e.Beneficiaries);
        if (row.Kind == e.Kind && row.Basis == e.Basis && (assigned ? row.Mortgage is null == e.Mortgage is null : Equals(row.Mortgage, e.Mortgage)))
            return;
        var page = loaded.Disposal.Unit.Encumbrances;
        judgement.WrongState(
            Notice,
            new("种类、依据或抵押与拟登记的不同，不能由其变更", "of another kind, basis or mortgage, which this one does not change"),
            ["AdvanceNoticeCancelled"],
            Labels.InEvent(CertificateNumber.Name, Labels.Certificate(row.Proof), "replaces"),
            Labels.InEvent(new("依据", "basis"), e.Basis, "basis"),
            page.Says(new("依据", "basis"), row.Basis),
            page.Says(new("种类", "kind"), row.Kind),
            page.Says(MortgageContractNumber.Name, row.Mortgage?.ContractNumber));
    }

    // What was promised does not become registrable anew because its notice changes.
    private static void CheckSince(Judgement judgement, NoticeCase loaded)
    {
        var e = loaded.Event;
        if (loaded.Replaced is not { RegistrableSince: not 0 } row || (e.RegistrableSince != 0 && e.RegistrableSince <= row.RegistrableSince))
            return;
        var page = loaded.Disposal.Unit.Encumbrances;
        judgement.Fail(
            C35,
            new("变更不重新起算预告登记的有效期", "a change does not begin the notice's days anew"),
            new("请填写原预告登记的可登记之日", "state the day from which the notice before could be registered"),
            Labels.InEvent(new("可登记之日", "registrable since"), Labels.Date(e.RegistrableSince), "registrable_since"),
            page.Says(new("原可登记之日", "registrable since, before"), Labels.Date(row.RegistrableSince)),
            page.Says(new("有效期至（不含）", "counts until, exclusive"), Labels.Date(row.Lapses)));
    }

    private static void Absent(Judgement judgement, PageView<EncumbrancePage> page, CertificateId proof, string path)
        => judgement.WrongState(
            Notice,
            new("不存在或已终止", "absent or ended"),
            ["AdvanceNoticeEntered"],
            Labels.InEvent(CertificateNumber.Name, Labels.Certificate(proof), path),
            page.Says(
                Notice,
                string.Join(", ", page.Body?.Notices.Where(static row => row.Ended == 0).Select(static row => Labels.Certificate(row.Proof)) ?? [])));
}
