using Ledger.V1;

namespace Ledger.Facts;

/// <summary>What the kinds of instruments have in common across departments: the letter that tables and city files name them by.</summary>
public static class InstrumentKinds
{
    /// <summary>The letters, in alphabetical order.</summary>
    public const string Letters = "CDEGHILMPS";

    /// <summary>The letter of a kind, as the letter of a contract number says the kind of sale; several kinds may share one.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is no kind.</exception>
    public static char LetterOf(InstrumentKind kind) => kind switch
    {
        InstrumentKind.Gift => 'G',
        InstrumentKind.Inheritance or InstrumentKind.Bequest => 'H',
        InstrumentKind.Exchange => 'E',
        InstrumentKind.Partition or InstrumentKind.Divorce => 'D',
        InstrumentKind.Contribution => 'I',
        InstrumentKind.Merger or InstrumentKind.Division => 'M',
        InstrumentKind.Court => 'C',
        InstrumentKind.Policy => 'P',
        InstrumentKind.Spouse => 'S',
        InstrumentKind.Grant => 'L',
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, message: null),
    };
}
