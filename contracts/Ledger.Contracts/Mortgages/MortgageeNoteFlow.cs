using Google.Protobuf;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// What consent and notice have in common: both put a note on the contract's page, which the transfer's rules C-46 and C-47
/// read. A consent takes the place of a notice, never the other way round.
/// </summary>
/// <typeparam name="TEvent">Message of the event.</typeparam>
/// <param name="department">Department that may write it.</param>
/// <param name="step">What the office calls it.</param>
internal abstract class MortgageeNoteFlow<TEvent>(string department, Wording step) : Flow<TEvent, MortgageeNoteCase>(department, step)
    where TEvent : class, IMessage<TEvent>, new()
{
    /// <summary>Judges mortgage, contract and dates.</summary>
    /// <param name="judgement">Where a failure goes.</param>
    /// <param name="loaded">The note with its pages.</param>
    /// <param name="dateLabel">What the note's day is.</param>
    protected static void JudgeNote(Judgement judgement, MortgageeNoteCase loaded, Wording dateLabel)
    {
        var (note, mortgage, contract) = (loaded.Note, loaded.Mortgage, loaded.Contract);
        var date = DatedFact.Stated(dateLabel, note.Date, "date");
        DateOrder.NotInFuture(judgement, date);
        var hasMortgage = MortgageStands.CheckState(judgement, mortgage, MortgageState.Registered, MortgageState.ReleaseInstructed);
        var hasContract = ContractStands.CheckState(judgement, contract, ContractState.Signed, ContractState.Filed);
        if (hasMortgage)
            DateOrder.Check(judgement, DatedFact.Recorded(mortgage, new("抵押登簿日期", "recording of the mortgage"), mortgage.Body!.RecordingDate), date);
        if (hasContract)
            MortgageeNoted.CheckFirst(judgement, note, contract);
        if (hasMortgage && hasContract)
            MortgageeNoted.CheckUnits(judgement, mortgage, contract);
    }

    /// <inheritdoc/>
    protected override void Write(Book book, MortgageeNoteCase loaded)
    {
        var page = loaded.Contract.Body!.Clone();
        var notes = page.MortgageeNotes
            .Where(note => !note.Mortgage.Equals(loaded.Note.Mortgage))
            .Append(loaded.Note)
            .Order(Comparer<MortgageeNote>.Create((a, b) => PartyOrder.Compare(a.Mortgage, b.Mortgage)))
            .ToList();
        page.MortgageeNotes.Clear();
        page.MortgageeNotes.AddRange(notes);
        book.Write(loaded.Contract.Key, page);
    }
}
