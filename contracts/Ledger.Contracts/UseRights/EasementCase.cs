using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>What acts on easements have in common.</summary>
internal static class EasementCase
{
    /// <summary>Ends the easement of a proof between a page's unit and another.</summary>
    public static void End(EncumbrancePage page, CertificateId? proof, string other, Recording recording)
    {
        foreach (var row in UseRightStands.Of(page, proof).Where(row => row.OtherUnit == other))
            row.Ended = recording.RecordingDate;
    }
}

/// <summary>An act on an easement with the pages of both units.</summary>
/// <typeparam name="TEvent">Message of the event.</typeparam>
/// <param name="Event">The event.</param>
/// <param name="Recording">Acceptance and recording.</param>
/// <param name="Servient">The unit that bears it.</param>
/// <param name="Dominant">The unit that enjoys it.</param>
internal sealed record EasementCase<TEvent>(TEvent Event, Recording Recording, Disposal Servient, Disposal Dominant)
{
    /// <summary>The proof that it issues, and the one it replaces.</summary>
    public Proofs? Proofs { get; init; }

    /// <summary>The proof that it makes void.</summary>
    public PageView<CertificatePage>? Proof { get; init; }

    /// <summary>Writes both pages with their easements changed.</summary>
    public void Write(Book book, Act act, Action<EncumbrancePage, EasementSide, string> change)
    {
        foreach (var (disposal, side, other) in Sides())
        {
            var page = EncumbranceDraft.Of(disposal.Unit);
            change(page, side, other);
            EncumbranceDraft.Write(book, disposal.Unit, page, act, Recording);
        }
    }

    /// <summary>
    /// Whether the easement of a proof that the act ends goes on with other parts of a unit that was split: the proof stands for
    /// those, and no more for a unit of the act that has none of it.
    /// </summary>
    public bool GoesOn(Book book, CertificateId proof, PageView<CertificatePage> view)
    {
        var ended = Sides().Where(side => UseRightStands.Of(side.Disposal.Unit.Encumbrances.Body, proof).All(row => row.OtherUnit == side.Other))
            .Select(static side => side.Disposal.Unit.Code).ToList();
        if (ended is [var unit] && view.Body is not null)
            CertificatePages.VoidFor(book, view, Recording, unit, VoidReasons.Cancelled);
        return ended.Count < Sides().Count();
    }

    private IEnumerable<(Disposal Disposal, EasementSide Side, string Other)> Sides() =>
    [
        (Servient, EasementSide.Servient, Dominant.Unit.Code),
        (Dominant, EasementSide.Dominant, Servient.Unit.Code),
    ];
}
