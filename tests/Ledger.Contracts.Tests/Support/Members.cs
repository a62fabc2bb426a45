using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>The members of the test consortium.</summary>
public static class Members
{
    /// <summary>交易</summary>
    public static Member Transaction { get; } = new() { Organisation = "transaction", Department = "transaction", CreditCode = "11441900000000019Y" };

    /// <summary>登记</summary>
    public static Member Registration { get; } = new() { Organisation = "registration", Department = "registration", CreditCode = "12441900000000027N" };

    /// <summary>税务</summary>
    public static Member Tax { get; } = new() { Organisation = "tax", Department = "tax", CreditCode = "11100000MB03271699" };

    /// <summary>The finance department's own node, no lender.</summary>
    public static Member Finance { get; } = new() { Organisation = "finance", Department = "finance", CreditCode = "91512081MA62K0260E" };

    /// <summary>A bank.</summary>
    public static Member BankA { get; } = new() { Organisation = "bank-a", Department = "finance", CreditCode = "91441900MA00000238", Lender = true };

    /// <summary>Another bank.</summary>
    public static Member BankB { get; } = new() { Organisation = "bank-b", Department = "finance", CreditCode = "91350100M000100Y43", Lender = true };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Member> All { get; } = [Transaction, Registration, Tax, Finance, BankA, BankB];
}
