using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>An act on the locks of one unit or parcel with the pages its rules read.</summary>
/// <typeparam name="TEvent">Message of the event.</typeparam>
/// <param name="Event">The event.</param>
/// <param name="Recording">Acceptance and recording.</param>
/// <param name="Disposal">The unit.</param>
internal sealed record LockAct<TEvent>(TEvent Event, Recording Recording, Disposal Disposal)
{
    /// <summary>The locks on the page.</summary>
    public IReadOnlyList<LockRow> Rows => Disposal.Unit.Encumbrances.Body?.Locks ?? [];

    /// <summary>Writes the page with its locks changed.</summary>
    public void Write(Book book, Act act, Action<Google.Protobuf.Collections.RepeatedField<LockRow>> change)
    {
        var page = EncumbranceDraft.Of(Disposal.Unit);
        change(page.Locks);
        EncumbranceDraft.WriteAtOnce(book, Disposal.Unit, page, act, Recording);
    }
}
