namespace Ledger.Contracts;

/// <summary>The four departments as member entries of the ledger name them.</summary>
public static class Departments
{
    /// <summary>交易: sale contracts.</summary>
    public const string Transaction = "transaction";

    /// <summary>登记: the registry book.</summary>
    public const string Registration = "registration";

    /// <summary>税务.</summary>
    public const string Tax = "tax";

    /// <summary>金融: the banks, and the department's own node.</summary>
    public const string Finance = "finance";
}
