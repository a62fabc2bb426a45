using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>Where the view of a case reads: one state of the ledger.</summary>
public interface ICasePages
{
    /// <summary>A page; null when it is absent.</summary>
    /// <param name="key">Full key.</param>
    Page? Read(string key);

    /// <summary>
    /// The mortgages whose contract names a unit and is signed, and that are not in the book: no page of the unit says them. Those left out
    /// show as steps that are still to be done.
    /// </summary>
    /// <param name="unitCode">The unit.</param>
    IEnumerable<MortgageId> SignedOn(string unitCode);
}
