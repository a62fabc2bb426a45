using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>An advance notice that is entered, with the pages its rules read.</summary>
/// <param name="Event">The event.</param>
/// <param name="Disposal">The unit.</param>
/// <param name="Basis">The contract or instrument that it secures; null for none.</param>
/// <param name="Mortgage">The mortgage of a notice of mortgage; null for another.</param>
/// <param name="Mortgagee">The member entry of its bank.</param>
/// <param name="Proofs">The proof it issues, and the one it replaces.</param>
/// <param name="Lapses">The day after the last on which it counts; 0 = not registrable yet.</param>
internal sealed record NoticeCase(
    AdvanceNoticeEntered Event,
    Disposal Disposal,
    Basis? Basis,
    PageView<MortgagePage>? Mortgage,
    PageView<Member>? Mortgagee,
    Proofs Proofs,
    uint Lapses)
{
    /// <summary>The unit's row in the house table; absent for a unit that was not sold before its registration.</summary>
    public PageView<HousePage>? House { get; init; }

    /// <summary>Whether it is a notice of a mortgage.</summary>
    public bool IsOfMortgage => Event.Kind is AdvanceNoticeKind.PresaleMortgage or AdvanceNoticeKind.OtherMortgage;

    /// <summary>The flow it is registered under.</summary>
    public FlowCode Flow => Event.Kind switch
    {
        AdvanceNoticeKind.Presale => FlowCode.F700,
        AdvanceNoticeKind.OtherSale => FlowCode.F701,
        AdvanceNoticeKind.PresaleMortgage => FlowCode.F702,
        _ => FlowCode.F703,
    };

    /// <summary>The live notices on the page.</summary>
    public IEnumerable<AdvanceNoticeRow> Rows => Disposal.Unit.Encumbrances.Body?.Notices ?? [];

    /// <summary>The notice that it changes or assigns; null for none.</summary>
    public AdvanceNoticeRow? Replaced => Event.Replaces is { } proof ? Rows.FirstOrDefault(row => row.Proof.Equals(proof) && row.Ended == 0) : null;

    /// <summary>Reads the pages.</summary>
    public static NoticeCase Load(AdvanceNoticeEntered e, Book book)
    {
        var known = new NoticeCase(e, null!, null, null, null, null!, 0);
        var disposal = Disposal.Read(book, known.Flow, e.UnitCode, e.Act) with
        {
            Givers = e.Obligors,
            Takers = e.Beneficiaries,
            Basis = e.Basis,
            Case = e.Recording.AcceptanceNumber,
            Replaces = e.Replaces,
        };
        return known with
        {
            Disposal = disposal,
            Basis = e.Basis.Length > 0 ? Contracts.Basis.Read(book, e.Basis) : null,
            Mortgage = e.Mortgage is { } mortgage ? book.Mortgage(mortgage) : null,
            Mortgagee = e.Mortgage is { } id ? book.Member(id.Mortgagee) : null,
            Proofs = Proofs.Load(book, e.Proof, e.Replaces),
            House = e.Kind == AdvanceNoticeKind.Presale ? book.House(e.UnitCode) : null,
            Lapses = e.RegistrableSince == 0 ? 0 : NoticeLapse.After(book, Day.FromNumber(e.RegistrableSince)).Number,
        };
    }
}
