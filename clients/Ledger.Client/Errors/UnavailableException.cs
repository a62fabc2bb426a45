namespace Ledger.Client;

/// <summary>
/// The call did not get through, after as many attempts as the client makes: nobody answered (<see cref="UnreachableException"/>),
/// or what answered needs something that is out (<see cref="OutageException"/>). A write may have happened: send the same request
/// again, with the same id, and the first result is returned.
/// </summary>
public abstract class UnavailableException : LedgerException
{
    /// <summary>A fault of the service at an address.</summary>
    protected UnavailableException(Uri address, string chinese, string english, Exception? inner)
        : base(chinese, english, inner) => Address = address;

    /// <summary>Address of the service.</summary>
    public Uri Address { get; }
}
