using System.Collections.Frozen;
using Ledger.Facts;

namespace Ledger.Contracts;

/// <summary>What the steps of the state machines are called.</summary>
internal static class Steps
{
    private static readonly FrozenDictionary<string, Wording> Names = new Dictionary<string, Wording>(StringComparer.Ordinal)
    {
        ["FirstRegistered"] = new("首次登记", "first registration"),
        ["MigratedOpened"] = new("存量数据开簿", "migrated opening"),
        ["TransferRecorded"] = new("转移登记", "transfer registration"),
        ["MortgageRegistered"] = new("抵押权首次登记", "mortgage registration"),
        ["MortgageCancelled"] = new("抵押权注销登记", "mortgage cancellation"),
        ["MortgageeNotified"] = new("通知抵押权人", "notice to the mortgagee"),
        ["SeizureEntered"] = new("查封登记", "seizure"),
        ["SeizureRenewed"] = new("续封", "renewal of a seizure"),
        ["SeizureLifted"] = new("解封", "lifting of a seizure"),
        ["ContractSigned"] = new("合同网签", "signing of the contract"),
        ["ContractFiled"] = new("合同备案", "filing of the contract"),
        ["ContractRevoked"] = new("合同撤销", "revocation of the contract"),
        ["TaxAssessed"] = new("核税", "tax assessment"),
        ["TaxPaid"] = new("缴税", "tax payment"),
        ["TaxExempted"] = new("减免税", "tax exemption"),
        ["TaxRefunded"] = new("退税", "tax refund"),
        ["MortgageContractSigned"] = new("签订抵押合同", "signing of the mortgage contract"),
        ["MortgageeConsented"] = new("抵押权人同意转让", "mortgagee's consent"),
        ["ReleaseInstructed"] = new("抵押权解除", "release of the mortgage"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The step's name; its event type where it has none.</summary>
    public static Wording Name(string step) => Names.TryGetValue(step, out var name) ? name : new(step, step);
}
