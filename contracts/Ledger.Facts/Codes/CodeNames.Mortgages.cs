using Ledger.V1;

namespace Ledger.Facts;

/// <content>Codes of mortgages from profile 2 on.</content>
public static partial class CodeNames
{
    private static Wording? OfMortgages(Enum code) => code switch
    {
        MortgageState.Withdrawn => new("已撤回", "withdrawn"),
        MortgageState.Transferred => new("已转移", "transferred"),
        MortgageObject kind and not MortgageObject.Unspecified => MortgageObjects.NameOf(kind),
        ReleaseReason.Settled => new("主债权消灭", "settled"),
        ReleaseReason.Waived => new("抵押权人放弃", "waived"),
        ReleaseReason.Realised => new("抵押权实现", "realised"),
        RegistrationGround.LedgerContract => new("账本上的抵押合同", "contract on the ledger"),
        RegistrationGround.PaperContract => new("纸质抵押合同", "contract on paper"),
        RegistrationGround.Court => new("法院文书", "court document"),
        CancellationGround.Released => new("抵押权人解除", "released by the mortgagee"),
        CancellationGround.Realised => new("抵押权实现", "realised"),
        CancellationGround.Court => new("法院文书", "court document"),
        CancellationGround.MergedRight => new("混同", "mortgagee became owner"),
        MortgageChangeKind.Amount => new("被担保金额", "amount secured"),
        MortgageChangeKind.Term => new("履行期限", "term of the debt"),
        MortgageChangeKind.Scope => new("担保范围", "scope"),
        MortgageChangeKind.Restriction => new("禁止转让约定", "restriction of the transfer"),
        MortgageChangeKind.UnitsOut => new("部分单元退出", "units leave"),
        MortgageChangeKind.UnitsIn => new("增加单元", "units join"),
        MortgageChangeKind.Mortgagor => new("抵押人", "mortgagor"),
        MortgageChangeKind.Assigned => new("抵押权转移", "assignment"),
        MortgageChangeKind.Determined => new("最高额债权确定", "determination"),
        MortgageChangeKind.Rank => new("抵押顺位", "rank"),
        MortgageChangeKind.Converted => new("在建抵押转现房抵押", "conversion to the finished building"),
        DeterminationGround.Term => new("约定期间届满", "period over"),
        DeterminationGround.NoNewClaim => new("新的债权不可能发生", "no new claim can arise"),
        DeterminationGround.SeizureKnown => new("知道抵押财产被查封", "seizure known"),
        DeterminationGround.Bankruptcy => new("破产或解散", "bankruptcy or dissolution"),
        DeterminationGround.Agreed => new("当事人约定", "agreed"),
        DeterminationGround.Court => new("法院文书", "court document"),
        ConsentSubject.Transfer => new("转让", "transfer"),
        ConsentSubject.Change => new("其他抵押权的变更", "change of another mortgage"),
        ConsentSubject.Rank => new("其他抵押权顺位在先", "another mortgage goes first"),
        ConsentSubject.Residence => new("居住权", "right of residence"),
        ConsentSubject.Easement => new("地役权", "easement"),
        ConsentSubject.Waiver => new("放弃所有权", "waiver of the title"),
        ConsentSubject.Reshape => new("单元分割、合并或变更", "split, merger or change of the unit"),
        ConsentSubject.Presale => new("预售", "pre-sale"),
        ConsentSubject.Notice => new("预告登记", "advance notice"),
        ExclusionGround.SoldNoticed => new("已售或已预告", "sold or noticed"),
        ExclusionGround.Released => new("已解除", "released"),
        _ => null,
    };
}
