using Ledger.Acts;
using Ledger.Facts;

namespace Ledger.Cli;

/// <summary>What each group of acts is about.</summary>
internal static class Groups
{
    /// <summary>The group in words.</summary>
    public static Wording Description(string group) => group switch
    {
        "contract" => new("交易：买卖合同", "transaction: sale contracts"),
        "tax" => new("税务：核定、缴款、减免、退税", "tax: assessment, payment, exemption, refund"),
        "unit" => new("登记：首次、迁移、转移", "registration: opening, migration, transfer"),
        "mortgage" => new("抵押：银行签约、同意、注销；登记、注销、通知", "mortgages: the bank's contract, consent, release; registration, cancellation, notice"),
        "seizure" => new("查封、续封、解封", "court seizures: entered, renewed, lifted"),
        "permit" => new("预售许可", "pre-sale permits"),
        "house" => new("楼盘表", "house tables"),
        "funds" => new("资金监管", "supervised funds"),
        "case" => new("业务受理、审核、公告、归档", "cases: accepted, reviewed, posted, archived"),
        "staff" => new("人员", "staff"),
        "exception" => new("例外批准", "approved exceptions"),
        "sharing" => new("数据共享授权与留痕", "sharing: authorisations and traces"),
        "instrument" => new("非交易原因：赠与、继承、互换等", "instruments: gifts, inheritances, exchanges and others"),
        "title" => new("权利变更、分割、合并、注销", "titles: changed, split, merged, cancelled"),
        "correction" => new("更正", "corrections"),
        "certificate" => new("证书", "certificates"),
        "notice" => new("预告登记", "advance notices"),
        "objection" => new("异议登记", "objections"),
        "residence" => new("居住权", "rights of residence"),
        "easement" => new("地役权", "easements"),
        "lock" => new("锁定", "locks"),
        _ => OfActs(group),
    };

    private static Wording OfActs(string group)
    {
        var acts = ActForms.All.Where(form => form.Group == group).Select(static form => form.Name).ToList();
        return new(string.Join("、", acts.Select(static act => act.Chinese)), string.Join("; ", acts.Select(static act => act.English)));
    }
}
