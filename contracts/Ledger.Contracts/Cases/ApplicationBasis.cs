using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// What a transfer is applied for on: the contract is filed when it is accepted (C-10), it names the unit, and its parties are
/// the applicants (C-08).
/// </summary>
internal static class ApplicationBasis
{
    /// <summary>Whether a registration rests on a contract or an instrument.</summary>
    public static bool NeedsBasis(FlowCode flow) => flow is >= FlowCode.F210 and <= FlowCode.F217;

    public static void Check(Judgement judgement, ApplicationCase loaded)
    {
        var transfers = loaded.Event.Flows.Where(static flow => NeedsBasis(flow.Flow)).ToList();
        if (transfers.Count == 0 && loaded.Event.Basis.Length == 0)
            return;
        if (loaded.Event.Basis.Length == 0)
        {
            judgement.Fail(
                ContractStands.C10,
                new("转移登记未填写合同或原因文件", "a transfer is accepted without a contract or instrument"),
                new("请填写备案合同编号或原因文件编号", "state the filed contract, or the instrument"),
                Labels.InEvent(new("依据", "basis"), null, "basis"),
                Labels.InEvent(new("登记小类", "flow"), FlowCodes.NameOf(transfers[0].Flow).Chinese, "flows"));
            return;
        }

        ContractStands.CheckAtAcceptance(judgement, loaded.Contract, loaded.Event);
        if (loaded.Contract.Body is not { } contract)
            return;
        foreach (var unitCode in transfers.Select(static flow => flow.UnitCode).Distinct(StringComparer.Ordinal))
        {
            judgement.About(unitCode);
            CheckUnit(judgement, loaded, contract, unitCode);
        }

        judgement.About("");
    }

    private static void CheckUnit(Judgement judgement, ApplicationCase loaded, ContractPage contract, string unitCode)
    {
        var index = contract.Units.Select(static unit => unit.UnitCode).ToList().IndexOf(unitCode);
        if (index < 0)
        {
            judgement.Fail(
                BuyersAreTransferees.C08,
                new($"合同未列明单元{unitCode}", $"the contract does not name unit {unitCode}"),
                new("请按合同的单元受理", "accept the units that the contract names"),
                Labels.InEvent(UnitCode.Name, unitCode, "flows"),
                loaded.Contract.Says(UnitCode.Name, string.Join(", ", contract.Units.Select(static unit => unit.UnitCode))));
            return;
        }

        var unit = contract.Units[index];
        List<Party> parties =
            [.. Part.Of(unit.Sellers, contract.Sellers, index).Concat(Part.Of(unit.Buyers, contract.Buyers, index)).Where(static part => part.Signs)
                .Select(static part => part.Party).Distinct()];
        var applicants = loaded.ApplicantsOf(unitCode);

        // With a mortgage in the same case the bank applies too.
        var others = loaded.Event.Flows.Any(flow => flow.UnitCode == unitCode && !NeedsBasis(flow.Flow));
        if (parties.TrueForAll(applicants.Contains) && (others || applicants.All(parties.Contains)))
            return;
        judgement.Fail(
            BuyersAreTransferees.C08,
            new($"单元{unitCode}的申请人不是依据的全体当事人", $"the applicants for unit {unitCode} are not the parties of the basis"),
            new("请由合同或原因文件的全体当事人共同申请", "let all parties of the contract or instrument apply, and nobody else"),
            Labels.InEvent(new("申请人", "applicants"), Labels.Parties(applicants), "applicants"),
            loaded.Contract.Says(new("当事人", "parties"), Labels.Parties(parties)));
    }
}
