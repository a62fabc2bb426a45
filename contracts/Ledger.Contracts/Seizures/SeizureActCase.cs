using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>An act of profile 2 on the seizures of one unit with the pages its rules read.</summary>
/// <typeparam name="TEvent">Message of the event.</typeparam>
/// <param name="Event">The event.</param>
/// <param name="Recording">Acceptance and recording.</param>
/// <param name="Unit">The unit's pages; a seizure needs no title.</param>
/// <param name="Desk">The open cases on the unit.</param>
internal sealed record SeizureActCase<TEvent>(TEvent Event, Recording Recording, UnitPages Unit, PageView<DeskPage> Desk)
{
    /// <summary>The seizures on the page.</summary>
    public IReadOnlyList<SeizureRow> Rows => Unit.Encumbrances.Body?.Seizures ?? [];

    /// <summary>Titles of the parcels it stands on.</summary>
    public IReadOnlyList<PageView<TitlePage>> ParcelTitles { get; init; } = [];

    /// <summary>Its row in the house table, of a unit without a title, and the permit under which it is sold; absent for another unit.</summary>
    public PageView<HousePage>? House { get; init; }

    /// <inheritdoc cref="House"/>
    public PageView<PermitPage>? Permit { get; init; }

    /// <summary>The contract or instrument on the unit.</summary>
    public Basis? Deal { get; init; }

    /// <summary>The contracts and instruments by which it changed hands, with the instants of their recordings, in that order.</summary>
    public IReadOnlyList<(Basis Basis, ulong RecordingMs)> Origins { get; init; } = [];

    /// <summary>The case by which the title was recorded in this envelope; null when it was recorded before.</summary>
    public PageView<CasePage>? TitleCase { get; init; }

    /// <summary>The open cases of the unit that a seizure stops.</summary>
    public IReadOnlyList<PageView<CasePage>> Stopped { get; init; } = [];

    /// <summary>Reads the pages.</summary>
    public static SeizureActCase<TEvent> Load(TEvent e, Recording recording, Book book, string unitCode)
        => new(e, recording, Disposal.Read(book, FlowCode.F800, unitCode, new()).Unit, book.Desk(unitCode));

    /// <summary>Tells of the other cases in hand on the unit (C-04): an act of an authority waits for none of them.</summary>
    public void CheckDesk(Judgement judgement, FlowCode flow)
    {
        if (judgement.Matrix[flow, MatrixColumn.J].Severity is { } severity)
            OtherCase.Check(judgement, Desk, Unit.Code, Recording.AcceptanceNumber, severity);
    }

    /// <summary>Writes the page with these seizures.</summary>
    public void Write(Book book, IEnumerable<SeizureRow> rows, Act act, uint epoch = 0)
    {
        var page = EncumbranceDraft.Of(Unit);
        List<SeizureRow> changed = [.. rows];
        page.Seizures.Clear();
        page.Seizures.AddRange(changed);
        page.Epoch = page.Epoch == 0 ? epoch : page.Epoch;
        EncumbranceDraft.WriteAtOnce(book, Unit, page, act, Recording);
    }
}
