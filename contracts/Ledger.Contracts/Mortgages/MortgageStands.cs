using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// The state machine of a mortgage: signed → registered → release instructed → cancelled. C-48 先解除后注销 and C-49
/// 不得重复注销 name its two last steps; any other step out of order is a matter of STATE.
/// </summary>
internal static class MortgageStands
{
    public static readonly Rule C48 = Rule.Reject("C-48", "先解除后注销", "release before cancellation", "民法典 393; 不动产登记暂行条例实施细则 70");

    public static readonly Rule C49 = Rule.Reject("C-49", "不得重复注销", "no double release", "state machine");

    private static readonly Wording Record = new("抵押", "mortgage");

    private static readonly string[] Recorded =
    [
        "MortgageeConsented", "MortgageeNotified", "LoanDisbursed", "MortgageChangeAgreed", "MortgageChanged", "MortgageRanksChanged",
        "MortgageTransferred", "MortgageDetermined", "MortgageConverted",
    ];

    private static readonly Wording StateLabel = new("抵押状态", "state of the mortgage");

    /// <summary>The mortgagee's contract number is not taken (STATE).</summary>
    public static void CheckAbsent(Judgement judgement, PageView<MortgagePage> mortgage)
    {
        if (mortgage.Body is not null)
            WrongState(judgement, mortgage);
    }

    /// <summary>
    /// A row of the old book adds its unit to a mortgage that another unit brought over, with the same terms and proof; any
    /// other mortgage of that number is a different one (STATE).
    /// </summary>
    /// <param name="judgement">Where a failure goes.</param>
    /// <param name="row">The row taken over.</param>
    /// <param name="unitCode">The unit that is opened.</param>
    /// <param name="mortgage">The mortgage on the ledger.</param>
    /// <param name="path">The row's field in the event.</param>
    public static void CheckExtends(Judgement judgement, MortgageRow row, string unitCode, PageView<MortgagePage> mortgage, string path)
    {
        var known = mortgage.Body!;
        if (Extends(row, unitCode, known))
            return;
        if (known is not { State: MortgageState.Registered, Origin: Origin.Migrated })
        {
            WrongState(judgement, mortgage);
            return;
        }

        judgement.Fail(
            Judgement.State,
            new("该抵押已由其他单元带入账本，但条款、登记证明或单元不一致",
                "the mortgage is on the ledger from another unit's opening, with other terms, another proof, or with this unit already"),
            new("请核对旧簿：同一抵押须条款与登记证明相同；不同抵押须用不同合同编号",
                "check the old book: one mortgage has the same terms and proof on all its units; another mortgage has another contract number"),
            Labels.InEvent(MortgageContractNumber.Name, row.Id.ContractNumber, path + ".id.contract_number"),
            Labels.InEvent(new("被担保金额", "amount secured"), Labels.Yuan(row.Terms.AmountFen), path + ".terms.amount_fen"),
            mortgage.Says(new("被担保金额", "amount secured"), Labels.Yuan(known.Terms.AmountFen)),
            Labels.InEvent(new("登记证明号", "registration proof"), Labels.Certificate(row.Certificate), path + ".certificate"),
            mortgage.Says(new("登记证明号", "registration proof"), Labels.Certificate(known.Certificate)),
            mortgage.Says(UnitCode.Name, string.Join(", ", known.Units.Select(unit => unit.UnitCode))));
    }

    /// <summary>One old mortgage on several units comes over unit by unit, with one proof: later openings add their unit.</summary>
    public static bool Extends(MortgageRow row, string unitCode, MortgagePage known)
        => known.Origin == Origin.Migrated
            && known.State == MortgageState.Registered
            && known.Terms.Equals(row.Terms)
            && known.Certificate.Equals(row.Certificate)
            && known.Units.All(unit => unit.UnitCode != unitCode);

    /// <summary>The mortgage exists and is in a state that allows the step (STATE).</summary>
    /// <returns>False when there is no mortgage to judge by.</returns>
    public static bool CheckState(Judgement judgement, PageView<MortgagePage> mortgage, params ReadOnlySpan<MortgageState> allowed)
    {
        if (!CheckExists(judgement, mortgage))
            return false;
        if (!allowed.Contains(mortgage.Body!.State))
            WrongState(judgement, mortgage);
        return true;
    }

    /// <summary>C-49: only a mortgage that is recorded, and of which no release stands, is released.</summary>
    /// <returns>False when there is no mortgage to judge by.</returns>
    public static bool CheckForRelease(Judgement judgement, PageView<MortgagePage> mortgage)
    {
        if (!CheckExists(judgement, mortgage))
            return false;
        if (mortgage.Body!.State != MortgageState.Registered)
            NotReleasable(judgement, mortgage);
        return true;
    }

    /// <summary>C-48: the mortgagee has released it; C-49: it is recorded and not cancelled yet.</summary>
    /// <returns>False when there is no mortgage to judge by.</returns>
    public static bool CheckForCancellation(Judgement judgement, PageView<MortgagePage> mortgage)
    {
        if (!CheckExists(judgement, mortgage))
            return false;
        var page = mortgage.Body!;
        if (page.State == MortgageState.Registered)
        {
            judgement.Fail(
                C48,
                new("抵押权人尚未解除该抵押", "the mortgagee has not released the mortgage"),
                new("请由抵押权人签署解除（ReleaseInstructed）后再注销", "let the mortgagee sign its release (ReleaseInstructed) first"),
                mortgage.Says(StateLabel, page.State),
                mortgage.Says(new("抵押权人", "mortgagee"), page.Id.Mortgagee));
        }
        else if (page.State != MortgageState.ReleaseInstructed)
        {
            NotReleasable(judgement, mortgage);
        }

        return true;
    }

    /// <summary>C-49, from profile 2 on: it is recorded and not cancelled yet; C-48 is asked beside it.</summary>
    /// <returns>False when there is no live mortgage to judge by.</returns>
    public static bool CheckLive(Judgement judgement, PageView<MortgagePage> mortgage)
    {
        if (!CheckExists(judgement, mortgage))
            return false;
        if (mortgage.Body is { State: MortgageState.Registered } or { State: MortgageState.ReleaseInstructed, RecordingDate: not 0 })
            return true;
        NotReleasable(judgement, mortgage);
        return false;
    }

    private static bool CheckExists(Judgement judgement, PageView<MortgagePage> mortgage)
    {
        if (mortgage.Body is not null)
            return true;
        judgement.WrongState(Record, new("不存在", "absent"), ["MortgageContractSigned", "MigratedOpened"], mortgage.Says(StateLabel, null));
        return false;
    }

    private static void NotReleasable(Judgement judgement, PageView<MortgagePage> mortgage)
    {
        var (present, steps) = Describe(mortgage.Body!);
        judgement.Fail(
            C49,
            new($"抵押当前状态为“{present.Chinese}”，不能办理该解除或注销", $"the mortgage is not one to release or cancel now: {present.English}"),
            judgement.Steps(steps) ?? new("该状态为终态，无需再办", "this state is final; nothing is left to do"),
            mortgage.Says(StateLabel, mortgage.Body!.State),
            mortgage.Says(new("解除日期", "day of release"), Labels.Date(mortgage.Body.ReleaseDate)),
            mortgage.Says(new("注销日期", "day of cancellation"), Labels.Date(mortgage.Body.CancelledDate)));
    }

    private static void WrongState(Judgement judgement, PageView<MortgagePage> mortgage)
    {
        var (present, steps) = Describe(mortgage.Body!);
        judgement.WrongState(Record, present, steps, mortgage.Says(StateLabel, mortgage.Body!.State));
    }

    // Every event that some ledger with a mortgage in this state accepts. One of the old book gains further units as they
    // are opened.
    private static (Wording Present, string[] Steps) Describe(MortgagePage page)
    {
        string[] steps = page.State switch
        {
            MortgageState.Signed => ["MortgageRegistered", "MortgageContractWithdrawn", "LoanDisbursed"],
            MortgageState.Registered when page.Origin == Origin.Migrated => ["MigratedOpened", .. Recorded, "ReleaseInstructed"],
            MortgageState.Registered => [.. Recorded, "ReleaseInstructed"],
            MortgageState.ReleaseInstructed when page.RecordingDate == 0 => ["ReleaseWithdrawn", "AdvanceNoticeCancelled"],
            MortgageState.ReleaseInstructed => ["MortgageeConsented", "MortgageeNotified", "ReleaseWithdrawn", "MortgageCancelled"],
            MortgageState.Unspecified => ["MortgageContractSigned", "MortgageRegistered"],
            _ => [],
        };
        return MortgageParts.IsHead(page)
            ? (new("分部分签订，须写明部分", "signed in parts, of which one is to be named"), steps)
            : (CodeNames.Of(page.State)!, steps);
    }
}
