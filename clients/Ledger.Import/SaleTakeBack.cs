using Google.Protobuf;
using Ledger.Client;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Import;

/// <summary>
/// What a register changes or takes back after its sale was recorded: the book is corrected and the taxes are refunded, as far as the law
/// allows. Where it does not, the sale stays and the row is on the exception list with the reason.
/// </summary>
/// <param name="journal">The journal.</param>
/// <param name="range">The import's range.</param>
/// <param name="desks">The departments' desks.</param>
/// <param name="counter">Where cases are accepted and reviewed.</param>
internal sealed class SaleTakeBack(ImportJournal journal, ImportRange range, Desks desks, Counter counter)
{
    private static readonly IReadOnlyDictionary<string, HeldTitle> NoTitles = new Dictionary<string, HeldTitle>(StringComparer.Ordinal);

    /// <summary>Takes a sale back.</summary>
    /// <param name="deal">The row that says so.</param>
    /// <param name="taken">The sale.</param>
    /// <returns>False when it stays: the row is settled.</returns>
    /// <exception cref="Ledger.Verifier.LedgerException">The ledger cannot be reached, or its answer does not verify: the row stays open.</exception>
    public async Task<bool> RunAsync(PlannedDeal deal, TakenSale taken)
    {
        var old = taken.Old;
        var former = journal.FormerTitles(old);
        if (old.Plan.Units.Any(unit => !former.ContainsKey(unit.Code)))
            return Keep(deal, "READ", new("登簿时的程序未保留此前的权利人", "the program that recorded the sale did not keep who held the property before it"));
        List<HeldTitle> titles = [.. old.Plan.Units.Select(unit => former[unit.Code])];
        if (taken.Stage == TakeBackStage.Standing && !await CorrectAsync(deal, old, titles))
            return false;

        var sale = new SaleCase(old.Plan, NumbersOf(old), titles, counter);
        if (taken.Stage == TakeBackStage.Refunded || !sale.OwesTaxes)
        {
            journal.TakeBack(range, deal.Row, TakeBackStage.Refunded);
            return true;
        }

        // The day on which the book was corrected: the refund names no earlier one.
        var (page, _) = await TitleAsync(old.Plan.Units[0].Code);
        var refund = new CaseStep(
            "TaxRefunded", [sale.Refund(RefundReason.Annulled, Day.At(page.RecordingMs).ToString())],
            new StepEffect(deal.Row, DealProgress.Planned, NoTitles, TakeBackStage.Refunded));
        return await SubmitAsync(deal, desks.Tax, refund);
    }

    /// <summary>When a sale is recorded whose units the book knows: on its day, or behind what stands there already.</summary>
    public async Task<Booking> BookAsync(PlannedDeal deal)
    {
        var (booking, last) = (Booking.On(Day.FromNumber(deal.Date)), 0UL);
        foreach (var unit in deal.Units.Where(unit => journal.FindTitle(unit.Code) is { IsOpen: true }))
            last = Math.Max(last, (await TitleAsync(unit.Code)).Title.RecordingMs);
        return last < booking.RecordedMs ? booking : Booking.Behind(last);
    }

    private async Task<bool> CorrectAsync(PlannedDeal deal, KnownSale old, List<HeldTitle> titles)
    {
        if (titles.Exists(static title => title.Owners.Count > DealNumbers.CertificatesPerUnit))
            return Keep(deal, "READ", new("此前的共有人过多，请由登记部门更正", "too many held the property before the sale: let the registry correct the book"));
        var pages = new List<(TitlePage Title, ByteString Entry)>();
        foreach (var unit in old.Plan.Units)
        {
            var page = await TitleAsync(unit.Code);
            if (page.Title.ContractNumber != NumbersOf(old).Contract)
            {
                return Keep(deal, "CorrectionRecorded", new(
                    "该不动产其后已再次出售：更正登记只更正现势权利，后手不因此失去其权利",
                    "the property was sold again since: a correction sets right the title in force, and takes nothing from who bought later"));
            }

            pages.Add(page);
        }

        var numbers = new DealNumbers(range, deal.Row, deal.FirstUnit + deal.Units.Count, Day.FromNumber(deal.Date))
        {
            Booking = Booking.Behind(pages.Max(static page => page.Title.RecordingMs)),
        };
        var correction = new SaleCorrection(old, numbers, titles, pages, counter);
        return await SubmitAsync(deal, desks.Registration, new CaseStep(
            "ApplicationAccepted, CorrectionOpened, CaseReviewed, CorrectionRecorded", correction.Acts(),
            new StepEffect(deal.Row, DealProgress.Planned, correction.TitlesAfter, TakeBackStage.Corrected)));
    }

    private async Task<bool> SubmitAsync(PlannedDeal deal, Desk desk, CaseStep step)
    {
        var outcome = await desk.SubmitAsync(step);
        if (!outcome.IsRecorded)
            journal.KeepRecorded(range, deal.Row, step.Name, outcome.Reasons);
        return outcome.IsRecorded;
    }

    private bool Keep(PlannedDeal deal, string step, Wording reason)
    {
        journal.KeepRecorded(range, deal.Row, step, [new RefusalReason("", new("", ""), reason)]);
        return false;
    }

    private async Task<(TitlePage Title, ByteString Entry)> TitleAsync(string unitCode)
    {
        var page = await desks.Registration.ReadPageAsync(PageKeys.Title(unitCode));
        return page is null ? (new TitlePage(), ByteString.Empty) : (TitlePage.Parser.ParseFrom(page.Body), page.Entry);
    }

    private static DealNumbers NumbersOf(KnownSale old) => new(old.Import, old.Row, old.Plan.FirstUnit, Day.FromNumber(old.Plan.Date));
}
