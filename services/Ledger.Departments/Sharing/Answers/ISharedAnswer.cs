using Ledger.V1;

namespace Ledger.Departments;

/// <summary>What one item of a catalogue is answered by.</summary>
internal interface ISharedAnswer
{
    /// <summary>The item's id.</summary>
    string Item { get; }

    /// <summary>The department that keeps what is asked.</summary>
    string Department { get; }

    /// <summary>Kind of its answers.</summary>
    AnswerKind Kind { get; }

    /// <summary>What it counts as on the ledger.</summary>
    SharedField CountsAs { get; }

    /// <summary>What its questions state beside the unit.</summary>
    AskedFor Asks { get; }

    /// <summary>
    /// Answers a question that is entitled to it. Null where the question does not hold together (the contract is none of the unit, no
    /// person buys): it is then refused as one without entitlement is, so that nothing is learned by guessing.
    /// </summary>
    SharedAnswer? Answer(AskedQuestion question, SharedPages pages);
}
