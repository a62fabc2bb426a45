using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

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

    private IEnumerable<(Disposal Disposal, EasementSide Side, string Other)> Sides() =>
    [
        (Servient, EasementSide.Servient, Dominant.Unit.Code),
        (Dominant, EasementSide.Dominant, Servient.Unit.Code),
    ];
}
