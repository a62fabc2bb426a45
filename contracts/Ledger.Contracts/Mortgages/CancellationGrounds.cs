using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// C-48 先解除后注销 from profile 2 on: a member releases with its own key, as a whole or unit by unit; a mortgagee outside the
/// ledger, or a court, by exception with its paper; a mortgage that a court's sale realised falls after its transfer; one falls by
/// merger when its mortgagee owns the unit.
/// </summary>
internal static class CancellationGrounds
{
    /// <summary>先解除后注销: by a paper, of a mortgagee outside the ledger or of a court.</summary>
    public static readonly Rule C48Paper = MortgageStands.C48 with { Severity = Severity.Exception, Aspect = "paper" };

    public static void Check(Judgement judgement, MortgageCancellationCaseTwo loaded)
    {
        switch (loaded.Event.Ground)
        {
            case CancellationGround.Released:
                CheckReleased(judgement, loaded);
                break;
            case CancellationGround.Court:
                Fail(judgement, loaded, C48Paper, new("依法院文书注销", "cancelled by a court's document"), ForException(loaded));
                break;
            case CancellationGround.Realised:
                CheckRealised(judgement, loaded);
                break;
            default:
                CheckMerged(judgement, loaded);
                break;
        }
    }

    private static void CheckReleased(Judgement judgement, MortgageCancellationCaseTwo loaded)
    {
        if (loaded.Mortgage.Body!.State == MortgageState.ReleaseInstructed || loaded.Units.All(static unit => unit.Release.Body is not null))
            return;
        if (loaded.Mortgagee.Body is { Lender: true })
        {
            Fail(
                judgement, loaded, MortgageStands.C48, new("抵押权人尚未解除该抵押", "the mortgagee has not released the mortgage"),
                new("请由抵押权人签署解除（ReleaseInstructed）后再注销", "let the mortgagee sign its release (ReleaseInstructed) first"));
        }
        else
        {
            Fail(
                judgement, loaded, C48Paper,
                new("抵押权人不在账本上，凭其结清证明等文件注销", "the mortgagee is outside the ledger: the mortgage is cancelled by its statement of settlement"),
                ForException(loaded));
        }
    }

    private static void CheckRealised(Judgement judgement, MortgageCancellationCaseTwo loaded)
    {
        MaximumDetermined.CheckRealised(judgement, loaded.Mortgage);
        foreach (var (pages, _) in loaded.Units)
        {
            if (loaded.Case.Body?.Flows.Any(flow => flow is { Flow: FlowCode.F218, Recorded: true } && flow.UnitCode == pages.Code) == true
                || pages.Encumbrances.Body?.Mortgages.Any(row => row.Id.Equals(loaded.Event.Mortgage) && LiveMortgage.IsExtinguished(row)) == true)
            {
                continue;
            }

            judgement.Fail(
                MortgageStands.C48,
                new($"单元{pages.Code}没有消灭该抵押权的司法裁定转移", $"no court transfer of unit {pages.Code} that extinguishes the mortgage is recorded"),
                new("请在司法裁定转移登记后办理，或由抵押权人解除", "record it after the court transfer, or let the mortgagee release it"),
                Labels.InEvent(new("注销依据", "ground"), loaded.Event.Ground, "ground"),
                loaded.Case.Says(AcceptanceNumber.Name, loaded.Event.Recording.AcceptanceNumber));
        }
    }

    private static void CheckMerged(Judgement judgement, MortgageCancellationCaseTwo loaded)
    {
        var id = loaded.Event.Mortgage;
        foreach (var (pages, _) in loaded.Units)
        {
            if (pages.LiveTitle?.Owners.All(owner => Is(owner.Party, id)) == true)
                continue;
            judgement.Fail(
                MortgageStands.C48,
                new($"抵押权人不是单元{pages.Code}的权利人，未发生混同", $"the mortgagee does not own unit {pages.Code}: the rights have not merged"),
                new("请由抵押权人解除后注销", "let the mortgagee release the mortgage first"),
                Labels.InEvent(new("抵押权人", "mortgagee"), Labels.Mortgagee(id), "mortgage"),
                pages.Title.Says(new("登记簿记载", "registry book"), Labels.Parties((pages.LiveTitle?.Owners ?? []).Select(owner => owner.Party))));
        }
    }

    private static bool Is(Party owner, MortgageId mortgagee)
        => mortgagee.Mortgagee.Length > 0 ? owner.CreditCode == mortgagee.Mortgagee : owner.Token.Equals(mortgagee.Token);

    private static Wording ForException(MortgageCancellationCaseTwo loaded)
        => new($"请以本业务受理编号{loaded.Event.Recording.AcceptanceNumber}申请例外批准（C-48）",
            $"have an exception of C-48 approved for this case's acceptance number {loaded.Event.Recording.AcceptanceNumber}");

    private static void Fail(Judgement judgement, MortgageCancellationCaseTwo loaded, Rule rule, Wording what, Wording advice)
    {
        judgement.About(loaded.Event.Recording.AcceptanceNumber);
        judgement.Fail(
            rule,
            what,
            advice,
            loaded.Mortgage.Says(new("抵押状态", "state of the mortgage"), loaded.Mortgage.Body!.State),
            loaded.Mortgage.Says(new("抵押权人", "mortgagee"), Labels.Mortgagee(loaded.Event.Mortgage)),
            Labels.InEvent(new("注销依据", "ground"), loaded.Event.Ground, "ground"));
        judgement.About("");
    }
}
