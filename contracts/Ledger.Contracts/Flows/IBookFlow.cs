using Ledger.Chain;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>The handling of an act on the book: what its case must have been accepted for.</summary>
internal interface IBookFlow
{
    /// <summary>The acts that an event does, over the state seen by it.</summary>
    IReadOnlyList<BookAct> ActsOf(IContractContext context, Event e, Profile profile);
}
