using Google.Protobuf;
using Ledger.Chain;
using Ledger.Facts;

namespace Ledger.Contracts;

/// <summary>A page as an event found it: its key, its message if there is one, and the entry that wrote it last.</summary>
/// <typeparam name="T">Message of the page.</typeparam>
/// <param name="key">Full key.</param>
/// <param name="body">The message; null when the page is absent.</param>
/// <param name="entry">Leaf hash of the entry that wrote the page; empty when absent.</param>
internal sealed class PageView<T>(string key, T? body, ReadOnlyMemory<byte> entry)
    where T : class, IMessage<T>
{
    /// <summary>Full key.</summary>
    public string Key => key;

    /// <summary>The message; null when the page is absent.</summary>
    public T? Body => body;

    /// <summary>Leaf hash of the entry that wrote the page.</summary>
    public ReadOnlyMemory<byte> Entry => entry;

    /// <summary>A value of this page, for a finding.</summary>
    public FindingValue Says(Wording label, object? value)
        => new(Labels.Text(label), body is null ? Labels.Absent : ValueNames.Text(value), key, Convert.ToHexStringLower(entry.Span));
}
