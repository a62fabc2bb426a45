using Google.Protobuf;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>
/// One act with its history: on a ledger of profile 2 everything that stands before it is done, so that the act itself is acceptable
/// as it comes. Tests put something in its way, or change it.
/// </summary>
/// <param name="Name">What it is, besides its flow.</param>
/// <param name="Flow">Its row of the severity matrix; unspecified for an act that has none.</param>
/// <param name="Prepare">Does what stands before, and returns the act.</param>
internal sealed record Scene(string Name, FlowCode Flow, Func<TestLedger, Func<Outcome>> Prepare)
{
    /// <summary>Acts without a row in the matrix.</summary>
    public Scene(string name, Func<TestLedger, Func<Outcome>> prepare)
        : this(name, FlowCode.Unspecified, prepare)
    {
    }

    /// <summary>The unit that stands in the middle of it.</summary>
    public string Unit { get; init; } = SaleCase.Flat;

    /// <summary>Who owns the unit before.</summary>
    public TestParty Owner { get; init; } = TestParty.An;

    /// <summary>For whom the act is done.</summary>
    public TestParty Taker { get; init; } = TestParty.Bo;

    /// <summary>Contract or instrument that it rests on; empty for none.</summary>
    public string Basis { get; init; } = "";

    /// <summary>Plays what stands before the act on a ledger.</summary>
    public SceneAct On(TestLedger ledger)
    {
        var act = Prepare(ledger);
        var before = ledger.Copy();
        var known = ledger.Submitted.Count;
        act().Accept();
        var (signer, e) = ledger.Submitted.Skip(known).Single();
        return new(this, before, signer, e);
    }

    /// <inheritdoc/>
    public override string ToString() => Flow == FlowCode.Unspecified ? Name : $"{FlowCodes.TextOf(Flow)} {Name}";
}

/// <summary>An act that is ready to be submitted.</summary>
/// <param name="Scene">Its scene.</param>
/// <param name="Ledger">The ledger as it is before the act.</param>
/// <param name="Signer">Who signs.</param>
/// <param name="Event">The act.</param>
internal sealed record SceneAct(Scene Scene, TestLedger Ledger, Member Signer, IMessage Event)
{
    /// <summary>What it carries besides itself; the act's own, to be changed.</summary>
    public Act Act => (Act)Event.Descriptor.FindFieldByNumber(1).Accessor.GetValue(Event);

    /// <summary>The same on a ledger of its own.</summary>
    public SceneAct Copy() => this with { Ledger = Ledger.Copy(), Event = Event.Descriptor.Parser.ParseFrom(Event.ToByteArray()) };

    /// <summary>Submits it as it stands.</summary>
    public Outcome Submit() => Ledger.Submit(Signer, Event);
}
