using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <content>Rules asked by themselves, for what several families' acts ask of them.</content>
public sealed partial class TestLedger
{
    /// <summary>A judgement over the present pages, as of the flow of an event under profile 2.</summary>
    /// <param name="name">Short name of the event.</param>
    internal (Judgement Judgement, Book Book) JudgementOf(string name)
    {
        var book = new Book(new Context(this, Members.Registration, 0), Profiles.Two);
        return (new(Profiles.Two.Flows.FindByName(name)!, book), book);
    }
}
