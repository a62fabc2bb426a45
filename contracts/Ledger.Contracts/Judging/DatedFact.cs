using Google.Protobuf;
using Ledger.Chain;
using Ledger.Facts;

namespace Ledger.Contracts;

/// <summary>A day of an event or a page, with what it is and where it stands.</summary>
/// <param name="Day">The day as stored; 0 while that step has not happened.</param>
/// <param name="Label">What the day is.</param>
/// <param name="Value">The day for a finding.</param>
internal readonly record struct DatedFact(uint Day, Wording Label, FindingValue Value)
{
    /// <summary>A day that the event states.</summary>
    public static DatedFact Stated(Wording label, uint day, string path)
        => new(day, label, Labels.InEvent(label, Labels.Date(day), path));

    /// <summary>A day of a page.</summary>
    public static DatedFact Recorded<T>(PageView<T> page, Wording label, uint day)
        where T : class, IMessage<T>
        => new(day, label, page.Says(label, Labels.Date(day)));
}
