using System.Runtime.InteropServices;
using Google.Protobuf;
using Ledger.Chain;
using Ledger.Facts;

namespace Ledger.Contracts;

/// <summary>A day of an event or a page, with what it is and where it stands; turned into text only when it is out of order.</summary>
/// <param name="Day">The day as stored; 0 while that step has not happened.</param>
/// <param name="Label">What the day is.</param>
/// <param name="Source">Field of the event, <c>envelope</c>, or key of the page.</param>
/// <param name="Entry">Leaf hash of the entry that wrote the page; empty for none.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct DatedFact(uint Day, Wording Label, string Source, ReadOnlyMemory<byte> Entry = default)
{
    /// <summary>The day for a finding.</summary>
    public FindingValue Value => new(Labels.Text(Label), Labels.Date(Day), Source, Convert.ToHexStringLower(Entry.Span));

    /// <summary>A day that the event states.</summary>
    public static DatedFact Stated(Wording label, uint day, string path) => new(day, label, "event." + path);

    /// <summary>A day of a page.</summary>
    public static DatedFact Recorded<T>(PageView<T> page, Wording label, uint day)
        where T : class, IMessage<T>
        => new(day, label, page.Key, page.Entry);
}
