namespace Ledger.Departments;

/// <summary>What a question states beside its unit.</summary>
[Flags]
internal enum AskedFor
{
    /// <summary>Nothing.</summary>
    Nothing = 0,

    /// <summary>A sale contract on the unit.</summary>
    Contract = 1 << 0,

    /// <summary>A price.</summary>
    Price = 1 << 1,

    /// <summary>A certificate.</summary>
    Certificate = 1 << 2,

    /// <summary>Persons.</summary>
    Persons = 1 << 3,
}
