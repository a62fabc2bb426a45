using Ledger.V1;
using Basis = Ledger.V1.CheckRequest.BasisOneofCase;

namespace Ledger.Departments;

/// <summary>
/// Which purposes each basis of a check serves (条例 27, 28): an owner allows what concerns its own dealings, a mortgage the
/// care of its loan, an official file the duty or the proceedings it was opened for.
/// </summary>
internal static class CheckPurposes
{
    private static readonly Dictionary<Basis, CheckPurpose[]> Lawful = new()
    {
        [Basis.Authorisation] = [CheckPurpose.LoanApplication, CheckPurpose.LoanManagement, CheckPurpose.Sale],
        [Basis.Mortgagee] = [CheckPurpose.LoanManagement],
        [Basis.OfficialFile] = [CheckPurpose.Court, CheckPurpose.OfficialDuty],
    };

    /// <summary>Why the purpose does not fit the basis; null when it does.</summary>
    public static (string Zh, string En)? Fault(Basis basis, CheckPurpose purpose)
    {
        var lawful = Lawful[basis];
        if (lawful.Contains(purpose))
            return null;

        var (zh, en) = basis switch
        {
            Basis.Authorisation => ("权利人授权", "an owner's authorisation"),
            Basis.Mortgagee => ("抵押权关系", "a mortgage of the bank"),
            _ => ("公文", "an official file"),
        };
        var allowed = string.Join(", ", lawful);
        return ($"查询目的 {purpose} 与依据“{zh}”不符；可用目的：{allowed}", $"purpose {purpose} does not fit {en}; it serves {allowed}");
    }
}
