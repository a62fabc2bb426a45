namespace Ledger.Contracts;

/// <summary>The date that says whether a tax rate applies.</summary>
public enum DecidingDate
{
    /// <summary>The liability date: the day the contract was signed.</summary>
    Liability,

    /// <summary>The day the tax was declared.</summary>
    Declaration,
}
