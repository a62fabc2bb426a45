using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>The state machine of taxes: declared → assessed → cleared; returned → declared anew (STATE).</summary>
internal static class TaxStands
{
    private static readonly Wording BasisRecord = new("合同或文书", "contract or instrument");
    private static readonly Wording TaxRecord = new("税务记录", "tax record");

    /// <summary>The number of a contract or of an instrument.</summary>
    public static void Number(Shape shape, string number, string path)
    {
        if (!OfficeNumber.TryParse(number, shape.City.Grammar, out _, out _))
            shape.Identifier<ContractNumber>(number, path);
    }

    /// <summary>The basis is in one of these states.</summary>
    public static bool CheckBasis(Judgement judgement, Basis basis, IReadOnlyList<BasisState> allowed)
    {
        if (allowed.Contains(basis.State))
            return true;
        judgement.WrongState(
            BasisRecord,
            basis.State switch
            {
                BasisState.Absent => new("不存在", "absent"),
                BasisState.Signed => new("已签订、未备案", "signed and not filed"),
                BasisState.Ready => new("有效", "in force"),
                BasisState.Registered => new("已登记", "registered"),
                _ => new("已终止", "ended"),
            },
            basis.State switch
            {
                BasisState.Absent => ["ContractSigned", "InstrumentStated"],
                BasisState.Signed => ["ContractFiled"],
                BasisState.Ready => ["TaxDeclared", "TaxAssessed", "TaxPaid", "TransferRecorded"],
                BasisState.Registered => ["TaxAssessed", "TaxRefunded"],
                _ => ["TaxRefunded"],
            },
            basis.SaysState);
        return false;
    }

    /// <summary>The taxes are in one of these states.</summary>
    public static bool CheckTaxes(Judgement judgement, PageView<TaxPage> tax, IReadOnlyList<TaxState> allowed)
    {
        var state = tax.Body?.State ?? TaxState.Unspecified;
        if (allowed.Contains(state))
            return true;
        judgement.WrongState(
            TaxRecord,
            tax.Body is null ? new("未申报", "not declared") : CodeNames.Of(state) ?? new("未申报", "not declared"),
            state switch
            {
                TaxState.Unspecified or TaxState.Returned => ["TaxDeclared"],
                TaxState.Declared => ["TaxAssessed", "TaxReturned"],
                _ => ["TaxAssessed", "TaxPaid", "TaxExempted", "TaxRefunded"],
            },
            tax.Says(new("税务状态", "state of the taxes"), tax.Body?.State));
        return false;
    }
}
