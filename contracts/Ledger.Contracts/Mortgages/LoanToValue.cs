using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// C-44 抵押额与价值: what the live mortgages of a holding secure together is within the city's part of the appraised value; the
/// loan for a new home within its part of the price. A bank may lend more, and says so.
/// </summary>
internal static class LoanToValue
{
    public static readonly Rule C44 = Rule.Warn("C-44", "抵押额与价值", "loan-to-value sanity", "banking practice");

    /// <summary>抵押额与价值: more was disbursed than the mortgage secures.</summary>
    public static readonly Rule C44Disbursed = C44 with { Severity = Severity.Information, Aspect = "disbursed" };

    private const uint Whole = 100_000;

    /// <summary>Checks a mortgage that is signed or registered.</summary>
    /// <param name="judgement">Where a failure goes.</param>
    /// <param name="id">The mortgage.</param>
    /// <param name="amountFen">What it secures.</param>
    /// <param name="units">Its units, each with the mortgages on it.</param>
    /// <param name="paysFor">Contract that the loan pays for; null for none.</param>
    /// <param name="stated">How a value of the contract is shown.</param>
    /// <param name="othersFen">What the units of the contract's other parts are worth; null where that is not known.</param>
    public static void Check(
        Judgement judgement, MortgageId id, ulong amountFen, IReadOnlyList<(UnitMortgage Unit, IReadOnlyList<MortgageRow> Rows)> units,
        PageView<ContractPage>? paysFor, Func<Wording, object?, FindingValue> stated, ulong? othersFen)
    {
        if (paysFor?.Body is { Kind: ContractKind.NewBuild } sale)
        {
            if (Exceeds(amountFen, sale.PriceFen, judgement.City.LoanToValueNew))
                Fail(judgement, amountFen, judgement.City.LoanToValueNew, stated, paysFor.Says(new("合同价", "price"), Labels.Yuan(sale.PriceFen)));
            return;
        }

        var values = units.Select(static unit => unit.Unit.Unit.AppraisedFen).ToList();
        if (values.Contains(0) || othersFen is not { } others)
            return;
        var before = units
            .SelectMany(static unit => unit.Rows.Where(row => MortgagedHolding.Meet(row.Holding, unit.Unit.Unit.Holding, unit.Unit.LiveTitle)))
            .Where(row => !MortgageParts.HeadOf(row.Id).Equals(MortgageParts.HeadOf(id)))
            .DistinctBy(static row => MortgageParts.HeadOf(row.Id));
        var secured = before.Aggregate((UInt128)amountFen, static (sum, row) => sum + (row.DeterminedDate == 0 ? row.Terms.AmountFen : row.DeterminedFen));
        var value = values.Aggregate((UInt128)others, static (sum, fen) => sum + fen);
        if (Exceeds(secured, value, judgement.City.LoanToValueStock))
        {
            Fail(judgement, (ulong)UInt128.Min(secured, ulong.MaxValue), judgement.City.LoanToValueStock, stated,
                stated(new("评估价值", "appraised value"), Labels.Yuan((ulong)UInt128.Min(value, ulong.MaxValue))));
        }
    }

    /// <summary>What the units of the other parts are worth: 0 for a contract in one, null where one is not appraised.</summary>
    /// <param name="head">The page that counts the parts; null for none.</param>
    /// <param name="own">The units that are in its sum already.</param>
    public static ulong? OtherParts(PageView<MortgagePage>? head, IEnumerable<MortgageUnit> own)
    {
        if (head is null)
            return 0;
        var known = own.Aggregate(UInt128.Zero, static (sum, unit) => sum + unit.AppraisedFen);
        return head.Body is { AppraisedFen: > 0 and var all } && known <= all ? all - (ulong)known : null;
    }

    /// <summary>What was paid out so far is within what is secured.</summary>
    public static void CheckDisbursed(Judgement judgement, PageView<MortgagePage> mortgage, ulong amountFen)
    {
        var page = mortgage.Body!;
        if ((UInt128)page.DisbursedFen + amountFen <= page.Terms.AmountFen)
            return;
        judgement.Fail(
            C44Disbursed,
            new("累计放款超过被担保金额", "more is disbursed than the mortgage secures"),
            new("请核对放款金额", "check the amount disbursed"),
            Labels.InEvent(new("本次放款", "disbursed now"), Labels.Yuan(amountFen), "amount_fen"),
            mortgage.Says(new("此前放款", "disbursed before"), Labels.Yuan(page.DisbursedFen)),
            mortgage.Says(new("被担保金额", "amount secured"), Labels.Yuan(page.Terms.AmountFen)));
    }

    private static bool Exceeds(UInt128 amountFen, UInt128 valueFen, Rate limit) => amountFen * Whole > valueFen * limit.PerHundredThousand;

    private static void Fail(Judgement judgement, ulong securedFen, Rate limit, Func<Wording, object?, FindingValue> stated, FindingValue value)
        => judgement.Fail(
            C44,
            new($"被担保金额超过价值的{limit}", $"more is secured than {limit} of the value"),
            new("请核对金额与评估价值，属实则确认C-44", "check the amount and the value, then acknowledge C-44"),
            stated(new("被担保金额合计", "secured together"), Labels.Yuan(securedFen)),
            value);
}
