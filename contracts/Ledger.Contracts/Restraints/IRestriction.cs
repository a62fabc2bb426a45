using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>One column of the severity matrix: what it looks for on a unit, and the rule under which it is found.</summary>
internal interface IRestriction
{
    /// <summary>Its column.</summary>
    MatrixColumn Column { get; }

    /// <summary>The rule that its findings name.</summary>
    Rule Rule { get; }

    /// <summary>Further rules, or aspects, that its findings may name in an act on the book that it stops.</summary>
    IReadOnlyList<Rule> FurtherRules => [];

    /// <summary>The kind of encumbrance it needs to know of; null for what stands elsewhere.</summary>
    EncumbranceKind? Kind => null;

    /// <summary>Whether a flow whose cell asks for the column asks for this, too.</summary>
    bool IsAskedIn(FlowCode flow) => true;

    /// <summary>Notes what the column finds, as severe as the flow's cell says.</summary>
    void Check(Judgement judgement, Disposal disposal, MatrixCell cell);
}
