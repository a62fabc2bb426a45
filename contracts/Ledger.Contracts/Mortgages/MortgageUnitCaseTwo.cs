using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>One unit in the registration of a mortgage of profile 2, with the pages its rules read.</summary>
/// <param name="Recording">What the event says about the unit.</param>
/// <param name="Path">Its place in the event.</param>
/// <param name="Disposal">The unit's pages.</param>
/// <param name="Mortgage">The contract's view of the unit; null when the contract does not name it.</param>
/// <param name="Notice">The advance notice that is converted; null for none, or none of that proof.</param>
/// <param name="Proof">The notice's proof.</param>
/// <param name="Last">Business number of the last mortgage that this one meets; null when there is none.</param>
/// <param name="RecordingMs">Instant of the recording.</param>
internal sealed record MortgageUnitCaseTwo(
    MortgageUnitRecording Recording, string Path, Disposal Disposal, UnitMortgage? Mortgage, AdvanceNoticeRow? Notice, PageView<CertificatePage>? Proof,
    PageView<BusinessPage>? Last, ulong RecordingMs)
{
    /// <summary>The unit's pages.</summary>
    public UnitPages Pages => Disposal.Unit;

    /// <summary>
    /// Instant by which the mortgage ranks: the notice's, where those who gave it now own the unit, else the recording's.
    /// </summary>
    public ulong RankMs => NoticeAgrees ? Notice!.RecordingMs : RecordingMs;

    /// <summary>Whether title and object are those of the notice.</summary>
    public bool NoticeAgrees => Notice is not null
        && Pages.LiveTitle is { } title
        && Notice.Obligors.All(party => title.Owners.Any(row => row.Party.Equals(party)));

    /// <summary>Reads the pages.</summary>
    public static MortgageUnitCaseTwo Load(MortgageRegistered e, MortgagePage? page, int index, Book book)
    {
        var recording = e.Units[index];
        var kind = e.Object;
        var disposal = Disposal.Read(book, FlowOf(kind), recording.UnitCode, e.Act);
        var place = page?.Units.Select(static unit => unit.UnitCode).ToList().IndexOf(recording.UnitCode) ?? -1;

        // A mortgage of the old book has no contract here, and so no mortgagors to compare with the title.
        var mortgage = place < 0 || page!.Origin == Origin.Migrated
            ? null
            : UnitMortgage.Of(
                page.Units[place], place, page.Mortgagors, MortgagedTitle.Of(book, kind, disposal.Unit, null, null), disposal.Unit,
                LandGround.Load(book, recording.UnitCode));
        var notice = recording.Converts is { } proof
            ? disposal.Unit.Encumbrances.Body?.Notices.FirstOrDefault(row => row.Ended == 0 && row.Proof.Equals(proof)
                && row.Kind is AdvanceNoticeKind.PresaleMortgage or AdvanceNoticeKind.OtherMortgage)
            : null;
        var last = MortgageRanks.On(disposal.Unit.Encumbrances.Body, recording.Holding, disposal.Unit.LiveTitle) is { Count: > 0 } rows
            && rows[^1].BusinessNumber.Length > 0
                ? book.Business(rows[^1].BusinessNumber)
                : null;
        return new(
            recording,
            $"units[{index}]",
            disposal.ForMortgage(e.Mortgage, mortgage?.Mortgagors ?? [], page?.PaysFor ?? "") with
            {
                Case = e.Recording.AcceptanceNumber,
                Replaces = recording.Converts,
                NoticedMs = notice?.RecordingMs ?? 0,
            },
            mortgage,
            notice,
            recording.Converts is { } id ? book.Certificate(id) : null,
            last,
            e.Recording.RecordingMs);
    }

    /// <summary>The flow that a mortgage is registered under.</summary>
    public static FlowCode FlowOf(MortgageObject kind) => kind == MortgageObject.Construction ? FlowCode.M2 : FlowCode.M1;
}
