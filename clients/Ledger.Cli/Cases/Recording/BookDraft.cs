using System.Globalization;
using Google.Protobuf;
using Ledger.Acts;
using Ledger.Client;
using Ledger.Contracts;
using Ledger.Facts;
using Ledger.V1;
using PageKeys = Ledger.Facts.PageKeys;

namespace Ledger.Cli;

/// <summary>
/// The book acts of one case, made of what the departments wrote: the case, its contract or instrument, the titles and the mortgages. What
/// no page and no record of the department says is asked: the numbers of the new certificates, and what happens to a mortgage.
/// </summary>
internal sealed class BookDraft
{
    private readonly CaseView view;
    private readonly CasePage page;
    private readonly BookPages pages;
    private readonly CasePersons persons;
    private readonly ulong nowMs;
    private readonly List<IMessage> acts = [];
    private readonly List<CaseQuestion> questions = [];

    private BookDraft(CaseView view, BookPages pages, CasePersons persons, ulong nowMs)
        => (this.view, page, this.pages, this.persons, this.nowMs) = (view, view.Page, pages, persons, nowMs);

    /// <summary>The acts, in the order in which one envelope records them.</summary>
    public IReadOnlyList<IMessage> Acts => acts;

    /// <summary>What is asked, in order.</summary>
    public IReadOnlyList<CaseQuestion> Questions => questions;

    /// <summary>Registrations that no page describes: their requests come from files.</summary>
    public List<CaseStepView> Undescribed { get; } = [];

    /// <summary>Makes the acts of the registrations that are due.</summary>
    public static async Task<BookDraft> MakeAsync(LedgerClient client, CaseView view, ulong nowMs, CancellationToken ct)
    {
        var due = view.Steps.Where(static step => step is { Kind: CaseStepKind.Recorded, State: CaseStepState.Due }).ToList();
        var draft = new BookDraft(view, new(client, ct), await CasePersons.ReadAsync(client, view.Page, ct), nowMs);

        // What falls goes before what is transferred, and a mortgage of the taker after it.
        await draft.AddCancellationsAsync(Take(nameof(MortgageCancelled)));
        await draft.AddTransferAsync(Take(nameof(TransferRecorded)));
        await draft.AddMortgagesAsync(Take(nameof(MortgageRegistered)));
        draft.Undescribed.AddRange(due);
        return draft;

        List<CaseStepView> Take(string act)
        {
            var steps = due.Where(step => step.Events.Contains(act)).ToList();
            due.RemoveAll(steps.Contains);
            return steps;
        }
    }

    /// <summary>Adds an act that a file describes; what the case says of it is filled in.</summary>
    public void Add(IMessage request, CaseStepView step)
    {
        CaseCompletion.Complete(request, Recording(), step);
        acts.Add(request);
    }

    private RecordingInput Recording() => new()
    {
        AcceptanceNumber = page.AcceptanceNumber,
        AcceptanceTimeMs = page.AcceptanceMs,
        RecordingTimeMs = nowMs,
        Reviewer = page.Reviewer,
        Town = page.ExecutingTown.ToString(CultureInfo.InvariantCulture),
    };

    private async Task AddTransferAsync(List<CaseStepView> steps)
    {
        if (steps.Count == 0)
            return;
        if (await BasisAsync() is not { } basis)
        {
            Undescribed.AddRange(steps);
            return;
        }

        var request = new RecordTransferRequest
        {
            Recording = Recording(),
            ContractNumber = page.Basis,
            Price = Yuan(basis.PriceFen),
            Document = new DocumentInput(),
        };
        for (var i = 0; i < basis.Units.Count; i++)
        {
            var unit = basis.Units[i];
            var step = steps.FirstOrDefault(step => step.Subject == unit.UnitCode);
            var title = await pages.ReadAsync(PageKeys.Title(unit.UnitCode), TitlePage.Parser);
            if (step is null || title is null || !SaleOutcome.TryCompute(title, basis, i, out var outcome)
                || persons.SidesOf(unit.UnitCode, unit.Sellers.Count, unit.Buyers.Count) is not { } sides || outcome.Reissued.Count > 0)
            {
                Undescribed.AddRange(steps);
                return;
            }

            request.Units.Add(await UnitAsync(basis, i, step.BusinessNumber, outcome, sides));
        }

        AskMortgages(request, steps);
        acts.Add(request);
    }

    private async Task<UnitTransferInput> UnitAsync(
        ContractPage basis, int index, string business, SaleOutcome outcome, (IReadOnlyList<PartyInput> Givers, IReadOnlyList<PartyInput> Takers) sides)
    {
        var unit = basis.Units[index];
        var row = new UnitTransferInput { UnitCode = unit.UnitCode, BusinessNumber = business, Price = Yuan(unit.PriceFen), CoOwnership = outcome.CoOwnership };
        var givers = Assigned(unit.Sellers.Select(stake => basis.Sellers[(int)stake.Party].CreditCode), sides.Givers);
        row.Sellers.AddRange(unit.Sellers.Select((stake, k) => new TransferPartyInput { Party = givers[k], Share = Text(stake.Share), Group = stake.Group }));
        foreach (var old in outcome.Previous)
        {
            var certificate = new CertificateInput { Number = old.Number, Legacy = old.Number.Length == 0 };
            row.Previous.Add(certificate);
            if (certificate.Legacy)
            {
                Ask(
                    new($"{unit.UnitCode} 的原证书号（照证书抄写）", $"number of the old certificate of {unit.UnitCode}, as it is printed"),
                    text => certificate.Number = text);
            }
        }

        var takers = Assigned(outcome.Buyers.Select(static buyer => buyer.Party.CreditCode), sides.Takers);
        var owners = outcome.Buyers.Select((buyer, k) => new OwnerInput { Party = takers[k], Share = Text(buyer.Share), Group = buyer.Group }).ToList();
        row.Buyers.AddRange(owners);

        // Joint owners stand on one certificate.
        var isJoint = outcome.CoOwnership == CoOwnership.Joint;
        foreach (var owner in isJoint ? [owners[0]] : owners)
        {
            Ask(
                new($"{owner.Party.Name}的新证书号（{unit.UnitCode}）", $"number of the new certificate of {owner.Party.Name} ({unit.UnitCode})"),
                text => (isJoint ? owners : [owner]).ForEach(one => one.Certificate = text));
        }

        var encumbrances = await pages.ReadAsync(PageKeys.Encumbrances(unit.UnitCode), EncumbrancePage.Parser);
        row.Notices.AddRange((encumbrances?.Notices ?? [])
            .Where(notice => notice.Ended == 0 && notice.Basis == page.Basis && notice.Mortgage is null)
            .Select(static notice => new CertificateInput { Number = notice.Proof.Number }));
        return row;
    }

    // In one of three modes a mortgage goes along or is changed: pages say what is agreed, not what is to be recorded.
    private void AskMortgages(RecordTransferRequest request, List<CaseStepView> steps)
    {
        if (!steps.Any(static step => step.Flow == FlowCode.F212))
            return;
        questions.Add(new(
            "--mortgages", new("原抵押权如何处理", "what happens to the old mortgage"), new("none、carried 或 changed", "none, carried or changed"),
            text => request.Mortgages = Enum.TryParse<MortgageHandling>(text, ignoreCase: true, out var way) ? way : MortgageHandling.None));
    }

    private async Task AddMortgagesAsync(List<CaseStepView> steps)
    {
        // One mortgage on several units is one act.
        var open = new Dictionary<string, RegisterMortgageRequest>(StringComparer.Ordinal);
        foreach (var step in steps)
        {
            var signed = await SignedAsync(step.Subject);
            var unit = signed?.Units.FirstOrDefault(unit => unit.UnitCode == step.Subject);
            if (signed is null || unit is null || unit.Holding.Count > 0)
            {
                Undescribed.Add(step);
                continue;
            }

            if (!open.TryGetValue(PageKeys.Mortgage(signed.Id), out var request))
            {
                open.Add(PageKeys.Mortgage(signed.Id), request = new RegisterMortgageRequest
                {
                    Recording = Recording(),
                    Mortgage = signed.Id,
                    Terms = Terms(signed.Terms),
                    Object = signed.Object,
                    Document = new DocumentInput(),
                });
                Ask(
                    new($"抵押 {signed.Id.ContractNumber} 的登记证明号", $"number of the registration proof of mortgage {signed.Id.ContractNumber}"),
                    text => request.Certificate = text,
                    "粤（2026）东莞不动产证明第0000001号");
                acts.Add(request);
            }

            var encumbrances = await pages.ReadAsync(PageKeys.Encumbrances(step.Subject), EncumbrancePage.Parser);
            request.Units.Add(new MortgageUnitInput
            {
                UnitCode = step.Subject,
                BusinessNumber = step.BusinessNumber,
                Share = Text(unit.Share),
                Rank = (uint)(1 + (encumbrances?.Mortgages.Count(row => row.Holding.Count == 0 && !Ends(row)) ?? 0)),
                Converts = encumbrances?.Notices.FirstOrDefault(notice => notice.Ended == 0 && signed.Id.Equals(notice.Mortgage))?.Proof.Number ?? "",
            });
        }
    }

    // The contract that the case's own view shows for the unit.
    private async Task<MortgagePage?> SignedAsync(string unitCode)
    {
        foreach (var key in view.Steps.Where(static step => step.Kind == CaseStepKind.MortgageSigned && step.Page.Length > 0)
            .Select(static step => step.Page).Distinct(StringComparer.Ordinal))
        {
            if (await pages.ReadAsync(key, MortgagePage.Parser) is { State: MortgageState.Signed } signed
                && signed.Units.Any(unit => unit.UnitCode == unitCode))
            {
                return signed;
            }
        }

        return null;
    }

    private async Task AddCancellationsAsync(List<CaseStepView> steps)
    {
        foreach (var step in steps)
        {
            var encumbrances = await pages.ReadAsync(PageKeys.Encumbrances(step.Subject), EncumbrancePage.Parser);
            MortgagePage? released = null;
            foreach (var row in encumbrances?.Mortgages ?? [])
            {
                if (await pages.ReadAsync(PageKeys.Mortgage(row.Id), MortgagePage.Parser) is { State: MortgageState.ReleaseInstructed } found)
                    released ??= found;
            }

            // The whole mortgage ends in one act: every unit of it has its own registration in the case.
            if (released is null || released.Units.Any(unit => !steps.Any(other => other.Subject == unit.UnitCode)))
            {
                Undescribed.Add(step);
                continue;
            }

            if (acts.OfType<CancelMortgageRequest>().Any(other => other.Mortgage.Equals(released.Id)))
                continue;
            var request = new CancelMortgageRequest
            {
                Recording = Recording(),
                Mortgage = released.Id,
                Certificate = new CertificateInput { Number = released.Certificate?.Number ?? "" },
                Document = new DocumentInput(),
            };
            request.Units.AddRange(released.Units.Select(unit => new UnitBusinessInput
            {
                UnitCode = unit.UnitCode,
                BusinessNumber = steps.First(other => other.Subject == unit.UnitCode).BusinessNumber,
            }));
            acts.Add(request);
        }
    }

    // The mortgages that this case cancels before.
    private bool Ends(MortgageRow row) => acts.OfType<CancelMortgageRequest>().Any(cancelled => cancelled.Mortgage.Equals(row.Id));

    private async Task<ContractPage?> BasisAsync()
    {
        if (page.Basis.Length == 0)
            return null;
        if (await pages.ReadAsync(PageKeys.Contract(page.Basis), ContractPage.Parser) is { } contract)
            return contract;
        if (await pages.ReadAsync(PageKeys.Instrument(page.Basis), InstrumentPage.Parser) is not { } instrument)
            return null;
        var basis = new ContractPage { ContractNumber = instrument.Number, PriceFen = instrument.ValueFen };
        basis.Units.AddRange(instrument.Units);
        basis.Sellers.AddRange(instrument.Givers);
        basis.Buyers.AddRange(instrument.Takers);
        return basis;
    }

    private void Ask(Wording label, Action<string> set, string example = "粤（2026）东莞不动产权第0000001号")
        => questions.Add(new($"--certificate[{questions.Count(static asked => asked.Path.StartsWith("--certificate", StringComparison.Ordinal))}]",
            label, new($"如 {example}", $"e.g. {example}"), set));

    // Organisations are named on the pages; the persons take the other places, in their order.
    private static List<PartyInput> Assigned(IEnumerable<string> creditCodes, IReadOnlyList<PartyInput> parties)
    {
        var left = parties.ToList();
        List<PartyInput?> assigned = [.. creditCodes.Select(code =>
        {
            var named = code.Length == 0 ? null : left.FirstOrDefault(party => party.DocumentNumber == code);
            if (named is not null)
                left.Remove(named);
            return named;
        })];
        return [.. assigned.Select(party =>
        {
            if (party is not null)
                return party;
            var next = left[0];
            left.RemoveAt(0);
            return next;
        })];
    }

    private static MortgageTermsInput Terms(MortgageTerms terms) => new()
    {
        Mode = terms.Mode,
        Amount = Yuan(terms.AmountFen),
        TermFirstDay = Date(terms.TermStart),
        TermLastDay = Before(terms.TermEnd),
        DeterminationFirstDay = Date(terms.DeterminationStart),
        DeterminationLastDay = Before(terms.DeterminationEnd),
        Scope = terms.Scope,
        TransferRestricted = terms.TransferRestricted,
    };

    private static string Date(uint day) => day == 0 ? "" : Day.FromNumber(day).ToString();

    private static string Before(uint day) => day == 0 ? "" : Day.FromNumber(day).AddDays(-1).ToString();

    private static AmountInput? Yuan(ulong fen) => fen == 0 ? null : new AmountInput { Value = $"{fen / 100}.{fen % 100:00}" };

    private static string Text(V1.Share? share) => share is null ? "" : $"{share.Numerator}/{share.Denominator}";
}
