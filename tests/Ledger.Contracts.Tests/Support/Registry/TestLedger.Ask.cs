using Ledger.Chain;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <content>What the columns of the severity matrix say of a unit.</content>
public sealed partial class TestLedger
{
    /// <summary>Asks the row of a flow for a unit as it stands, whatever event would ask it.</summary>
    internal IReadOnlyList<Finding> Ask(FlowCode flow, string unitCode, Act act, Func<Disposal, Disposal> complete)
    {
        var book = new Book(new Context(this, Members.Registration, 0), Profiles.Two);
        var judgement = new Judgement(Profiles.Two.Flows.All[0], book);
        Restrictions.Check(judgement, complete(Disposal.Read(book, flow, unitCode, act)));
        return judgement.Findings;
    }
}
