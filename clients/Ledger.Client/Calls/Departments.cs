namespace Ledger.Client;

/// <summary>Names of the departments, as profiles and member entries spell them.</summary>
public static class Departments
{
    /// <summary>交易: sale contracts.</summary>
    public const string Transaction = "transaction";

    /// <summary>登记: the registry book.</summary>
    public const string Registration = "registration";

    /// <summary>税务: taxes on sales.</summary>
    public const string Tax = "tax";

    /// <summary>金融: banks' mortgages.</summary>
    public const string Finance = "finance";

    /// <summary>All four, in the order of a deal.</summary>
    public static IReadOnlyList<string> All { get; } = [Registration, Transaction, Tax, Finance];
}
