using Ledger.Facts;

namespace Ledger.Network;

/// <summary>An organisation of the local network.</summary>
/// <param name="Organisation">Short name, as genesis lists it.</param>
/// <param name="Department">The part it plays: a department, or <c>audit</c>.</param>
/// <param name="CreditCode">Unified social credit code (GB 32100); synthetic, with valid check characters.</param>
/// <param name="Lender">May hold mortgages.</param>
/// <param name="RunsNode">One of the four departments: runs a node and cosigns.</param>
/// <param name="ChineseName">For people.</param>
public sealed record LocalMember(
    string Organisation, string Department, string CreditCode, bool Lender, bool RunsNode, string ChineseName)
{
    /// <summary>The department of sale contracts.</summary>
    public const string Transaction = DepartmentNames.Transaction;

    /// <summary>The department of the registry book.</summary>
    public const string Registration = DepartmentNames.Registration;

    /// <summary>The department of taxes.</summary>
    public const string Tax = DepartmentNames.Tax;

    /// <summary>The department banks belong to.</summary>
    public const string Finance = DepartmentNames.Finance;

    /// <summary>The first of the two banks.</summary>
    public const string BankA = "bank-a";

    /// <summary>The second of the two banks.</summary>
    public const string BankB = "bank-b";

    /// <summary>The audit office.</summary>
    public const string Audit = DepartmentNames.Audit;

    /// <summary>All organisations; the four departments first.</summary>
    public static IReadOnlyList<LocalMember> All { get; } =
    [
        new(Transaction, Transaction, "11441900000000027R", false, true, "房产交易中心"),
        new(Registration, Registration, "12441900000000027N", false, true, "不动产登记中心"),
        new(Tax, Tax, "11441900000000035L", false, true, "税务局"),
        new(Finance, Finance, "11441900000000043F", false, true, "金融工作局"),
        new(BankA, Finance, "91441900MA00000238", true, false, "甲银行"),
        new(BankB, Finance, "91441900MA00000313", true, false, "乙银行"),
        new(Audit, Audit, "11441900000000051A", false, false, "审计局"),
    ];

    /// <summary>The four departments, each with a node.</summary>
    public static IReadOnlyList<LocalMember> Departments { get; } = [.. All.Where(member => member.RunsNode)];
}
