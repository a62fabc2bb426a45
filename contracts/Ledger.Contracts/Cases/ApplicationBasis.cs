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
    public static bool NeedsBasis(FlowCode flow) => FlowGroups.IsOfParties(flow);

    public static void Check(Judgement judgement, ApplicationCase loaded)
    {
        var transfers = loaded.Event.Flows.Where(static flow => NeedsBasis(flow.Flow)).ToList();
        if (loaded.Bases.Count == 0)
        {
            if (transfers.Count > 0)
                Missing(judgement, transfers[0]);
            return;
        }

        foreach (var basis in loaded.Bases)
            CheckState(judgement, loaded.Event, basis);
        if (loaded.Bases.Any(static basis => !basis.Exists))
            return;
        foreach (var unitCode in transfers.Select(static flow => flow.UnitCode).Distinct(StringComparer.Ordinal))
        {
            judgement.About(unitCode);
            CheckUnit(judgement, loaded, loaded.Bases.FirstOrDefault(basis => basis.IndexOf(unitCode) >= 0) ?? loaded.Bases[0], unitCode);
        }

        judgement.About("");
    }

    private static void Missing(Judgement judgement, CaseFlow transfer)
        => judgement.Fail(
            ContractStands.C10,
            new("转移登记未填写合同或原因文件", "a transfer is accepted without a contract or instrument"),
            new("请填写备案合同编号或原因文件编号", "state the filed contract, or the instrument"),
            Labels.InEvent(new("依据", "basis"), null, "basis"),
            Labels.InEvent(new("登记小类", "flow"), transfer.Flow, "flows"));

    private static void CheckState(Judgement judgement, ApplicationAccepted e, Basis basis)
    {
        var accepted = Day.At(e.AcceptanceMs).Number;

        // A city may take a stock sale that is signed and not filed.
        var enough = basis.State switch
        {
            BasisState.Ready => basis.Filed <= accepted,
            BasisState.Signed => !judgement.City.FilingRequired && basis.Letter == StockSale,
            _ => false,
        };
        if (enough)
            return;
        judgement.Fail(
            ContractStands.C10,
            new("受理时依据不存在、尚未备案或已终结", "what it rests on was absent, not filed or over when the application was accepted"),
            new("请先备案或录入原因文件，再受理", "file the contract or state the instrument, then accept the application"),
            basis.SaysState,
            basis.Says(new("备案日期", "filing date"), Labels.Date(basis.Filed)),
            Labels.InEvent(new("受理日期", "acceptance date"), Labels.Date(accepted), "acceptance_ms"));
    }

    private static void CheckUnit(Judgement judgement, ApplicationCase loaded, Basis basis, string unitCode)
    {
        var index = basis.IndexOf(unitCode);
        if (index < 0)
        {
            judgement.Fail(
                BuyersAreTransferees.C08,
                new($"依据未列明单元{unitCode}", $"what it rests on does not name unit {unitCode}"),
                new("请按合同或原因文件的单元受理", "accept the units that the contract or instrument names"),
                Labels.InEvent(UnitCode.Name, unitCode, "flows"),
                basis.Says(UnitCode.Name, string.Join(", ", basis.Units.Select(static unit => unit.UnitCode))));
            return;
        }

        var unit = basis.Units[index];

        // The dead do not apply, and who loses by a ruling or a decision need not.
        var takersAlone = basis.Kind is InstrumentKind.Inheritance or InstrumentKind.Bequest or InstrumentKind.Court or InstrumentKind.Policy;
        var takers = Part.Of(unit.Buyers, basis.Takers, index);
        var givers = Part.Of(unit.Sellers, basis.Givers, index).Where(static part => part.Signs);
        List<Party> needed = [.. (takersAlone ? takers : takers.Concat(givers)).Select(static part => part.Party).Distinct()];
        List<Party> known = [.. takers.Concat(givers).Select(static part => part.Party)];
        var applicants = loaded.ApplicantsOf(unitCode);

        // With a mortgage in the same case the bank applies too.
        var others = loaded.Event.Flows.Any(flow => flow.UnitCode == unitCode && !NeedsBasis(flow.Flow));
        if (needed.TrueForAll(applicants.Contains) && (others || applicants.All(known.Contains)))
            return;
        judgement.Fail(
            BuyersAreTransferees.C08,
            new($"单元{unitCode}的申请人不是依据的全体当事人", $"the applicants for unit {unitCode} are not the parties of what it rests on"),
            new("请由合同或原因文件的全体当事人共同申请", "let all parties of the contract or instrument apply, and nobody else"),
            Labels.InEvent(new("申请人", "applicants"), Labels.Parties(applicants), "applicants"),
            basis.Says(new("当事人", "parties"), Labels.Parties(needed)));
    }

    private const char StockSale = 'B';
}
