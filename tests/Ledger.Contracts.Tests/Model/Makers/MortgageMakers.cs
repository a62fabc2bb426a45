using Google.Protobuf;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>Mortgages from contract to cancellation.</summary>
internal static class MortgageMakers
{
    /// <summary>The makers.</summary>
    public static IEnumerable<(int Weight, Func<Town, Lots, Draft?> Make)> All =>
    [
        (40, Sign), (3, Withdraw), (40, Register), (16, Consent), (4, Notify), (26, Agree), (16, Change), (6, Disburse), (14, Release), (5, Unrelease),
        (24, Cancel), (24, Reorder), (26, Assign), (8, Determine),
    ];

    /// <summary>The page of a mortgage.</summary>
    public static MortgagePage Page(Town town, NaiveMortgage mortgage) => town.Ledger.Read<MortgagePage>("mortgage/" + mortgage.Name)!;

    /// <summary>The bank of a mortgage.</summary>
    public static Member BankOf(MortgagePage page) => Members.All.First(member => member.CreditCode == page.Id.Mortgagee);

    /// <summary>The registration of a signed mortgage.</summary>
    public static MortgageRegistered Registration(Town town, Recording recording, MortgagePage page)
    {
        var e = new MortgageRegistered
        {
            Act = Acts.Of(),
            Recording = recording,
            Mortgage = page.Id,
            Terms = page.Terms,
            Certificate = town.Proof(),
            Object = page.Object,
        };
        e.Units.AddRange(page.Units.Select(unit =>
        {
            var holding = NaiveBook.KeysOf(unit.Holding);
            var notice = town.Encumbrances(unit.UnitCode).Notices.FirstOrDefault(row => row.Ended == 0 && page.Id.Equals(row.Mortgage));
            var liens = town.Book.Unit(unit.UnitCode).Liens.Where(lien => lien.Holding.Count == 0 || holding.Count == 0 || lien.Holding.Overlaps(holding));
            var row = new MortgageUnitRecording
            {
                UnitCode = unit.UnitCode,
                BusinessNumber = town.Business(),
                Rank = liens.Where(lien => notice is null || lien.RecordingMs <= notice.RecordingMs).Select(lien => lien.Rank).DefaultIfEmpty(0u).Max() + 1,
                Share = unit.Share,
                Converts = notice?.Proof,
            };
            row.Holding.AddRange(unit.Holding);
            return row;
        }));
        return e;
    }

    /// <summary>The cancellation of a live mortgage.</summary>
    public static MortgageCancelled Cancellation(Town town, Recording recording, NaiveMortgage mortgage, CancellationGround ground)
    {
        var page = Page(town, mortgage);
        var e = new MortgageCancelled { Act = Acts.Of(), Recording = recording, Mortgage = page.Id, Certificate = page.Certificate, Ground = ground };
        e.Units.AddRange(page.Units.Select(unit => new UnitBusiness { UnitCode = unit.UnitCode, BusinessNumber = town.Business() }));
        return e;
    }

    private static IEnumerable<NaiveMortgage> In(Town town, params IReadOnlyList<MortgageState> states)
        => town.Book.Mortgages.Values.Where(mortgage => states.Contains(mortgage.State) && mortgage.Units.Count > 0);

    private static Draft? Sign(Town town, Lots lots)
    {
        var bank = lots.Of(Town.Banks);
        if (lots.Chance(35) && lots.OfAny(SaleMakers.Contracts(town, ContractState.Filed)) is { } sale)
            return new(bank, [OfBuyers(town, lots, bank, sale)]);
        if (town.Live.Count == 0)
            return null;
        var code = lots.Of(town.Live);
        if (town.Title(code) is not { } title || town.Owners(code) is not { Count: > 0 } owners)
            return null;
        List<TestParty> mortgagors = owners;
        var e = Contract(town, lots, bank);
        var unit = new MortgageUnit { UnitCode = code, Share = new() { Numerator = 1, Denominator = 1 }, Epoch = 1, AppraisedFen = 200_000_000 };
        if (title.CoOwnership is CoOwnership.Shares && lots.Chance(60))
        {
            var owner = lots.Of(title.Owners);
            mortgagors = [Town.Who(owner.Party, code)!];
            unit.Share = owner.Share.Clone();
            unit.Holding.Add(owner.Party);
        }

        e.Units.Add(unit);
        if (mortgagors.Count == owners.Count && lots.Chance(25)
            && lots.OfAny(town.Live.Where(other => other != code && town.Owners(other).ToHashSet().SetEquals(owners))) is { } second)
        {
            e.Units.Add(new MortgageUnit { UnitCode = second, Share = new() { Numerator = 1, Denominator = 1 }, Epoch = 1, AppraisedFen = 200_000_000 });
            var sorted = e.Units.OrderBy(known => known.UnitCode, StringComparer.Ordinal).ToList();
            e.Units.Clear();
            e.Units.AddRange(sorted);
        }

        var codes = e.Units.Select(known => known.UnitCode).ToList();
        e.Mortgagors.AddRange(Town.Sorted(mortgagors.Select(party => Town.Across(party, codes))));
        e.Debtors.AddRange(e.Mortgagors);
        return new(bank, [e]);
    }

    private static MortgageContractSigned Contract(Town town, Lots lots, Member bank)
    {
        var maximum = lots.Chance(25);
        var e = new MortgageContractSigned
        {
            Act = Acts.Of(),
            Mortgage = new() { Mortgagee = bank.CreditCode, ContractNumber = $"DY-{town.Today.Year}-{town.Next():D6}" },
            SigningDate = town.Today.Number,
            Object = MortgageObject.LandAndBuilding,
            Terms = new()
            {
                Mode = maximum ? MortgageMode.Maximum : MortgageMode.General,
                AmountFen = (ulong)lots.Between(10, 60) * 1_000_000,
                TermStart = town.Today.Number,
                TermEnd = town.Today.AddYears(20).Number,
                Scope = 1,
                TransferRestricted = lots.Chance(30),
            },
        };
        if (maximum)
            (e.Terms.DeterminationStart, e.Terms.DeterminationEnd) = (town.Today.Number, town.Today.AddYears(3).Number);
        return e;
    }

    private static MortgageContractSigned OfBuyers(Town town, Lots lots, Member bank, ContractPage sale)
    {
        var e = Contract(town, lots, bank);
        e.PaysFor = sale.ContractNumber;
        e.Units.AddRange(sale.Units.Select(unit => new MortgageUnit { UnitCode = unit.UnitCode, Share = unit.Share, Epoch = 1, AppraisedFen = 200_000_000 }));
        e.Mortgagors.AddRange(sale.Buyers);
        e.Debtors.AddRange(sale.Buyers);
        return e;
    }

    private static Draft? Withdraw(Town town, Lots lots)
    {
        if (lots.OfAny(In(town, MortgageState.Signed)) is not { } mortgage)
            return null;
        var page = Page(town, mortgage);
        return new(BankOf(page), [new V1.MortgageContractWithdrawn { Act = Acts.Of(), Mortgage = page.Id, Date = town.Today.Number }]);
    }

    private static Draft? Register(Town town, Lots lots)
    {
        var ready = In(town, MortgageState.Signed).Where(mortgage => mortgage.Units.Keys.All(unit => town.Title(unit) is not null)
            && (Page(town, mortgage).PaysFor is "" or null || town.Book.Bases[Page(town, mortgage).PaysFor].State == ContractState.Registered
                || lots.Chance(10)));
        return lots.OfAny(ready) is { } mortgage ? town.Case(lots, "", Registration(town, town.Recording(lots), Page(town, mortgage))) : null;
    }

    private static Draft? Consent(Town town, Lots lots)
    {
        if (lots.OfAny(In(town, MortgageState.Registered)) is not { } mortgage)
            return null;
        var page = Page(town, mortgage);
        var code = lots.Of<string>([.. mortgage.Units.Keys]);
        var e = new MortgageeConsented { Act = Acts.Of(), Mortgage = page.Id, Date = town.Today.Number, Withdrawn = lots.Chance(8) };
        var deal = town.Book.Bases.Values.FirstOrDefault(basis => basis.IsAlive && basis.Units.Contains(code));
        var lower = town.Book.Unit(code).Liens.Select(lien => lien.Mortgage).FirstOrDefault(other => other != mortgage);
        switch (lots.Below(6))
        {
            case < 3 when deal is not null:
                (e.Subject, e.ContractNumber, e.Number) = (ConsentSubject.Transfer, deal.IsContract ? deal.Number : "", deal.IsContract ? "" : deal.Number);
                break;
            case 3 when lower is not null:
                (e.Subject, e.Of) = (lots.Of(ConsentSubject.Change, ConsentSubject.Rank), Page(town, lower).Id);
                break;
            case 4 when town.Cases.Count > 0:
                (e.Subject, e.Number) = (ConsentSubject.Reshape, lots.Of(town.Cases).Application.AcceptanceNumber);
                break;
            default:
                (e.Subject, e.Number) = (lots.Of(ConsentSubject.Residence, ConsentSubject.Easement, ConsentSubject.Waiver), code);
                break;
        }

        return new(BankOf(page), [e]);
    }

    private static Draft? Notify(Town town, Lots lots)
    {
        if (lots.OfAny(In(town, MortgageState.Registered)) is not { } mortgage
            || town.Book.Bases.Values.FirstOrDefault(basis => basis is { IsAlive: true, IsContract: true }
                && basis.Units.Exists(mortgage.Units.ContainsKey)) is not { } deal)
        {
            return null;
        }

        return new(Members.Registration,
            [new MortgageeNotified { Act = Acts.Of(), Mortgage = Page(town, mortgage).Id, ContractNumber = deal.Number, Date = town.Today.Number }]);
    }

    private static Draft? Agree(Town town, Lots lots)
    {
        if (lots.OfAny(In(town, MortgageState.Registered)) is not { } mortgage)
            return null;
        var page = Page(town, mortgage);
        if (page.Agreements.FirstOrDefault(known => known is { Kind: MortgageChangeKind.Assigned, Accepted: false }) is { } open && lots.Chance(70))
        {
            var asked = open.Clone();
            asked.Accepted = false;
            return new(
                Town.Banks.First(bank => bank.CreditCode == open.Assignee.Mortgagee),
                [new MortgageChangeAgreed { Act = Acts.Of(), Mortgage = page.Id, Agreement = asked, Accepts = true }]);
        }

        var agreement = new MortgageAgreement { Date = town.Today.Number };
        switch (lots.Below(8))
        {
            case < 2:
                agreement.Kind = MortgageChangeKind.Amount;
                agreement.Terms = page.Terms.Clone();
                agreement.Terms.AmountFen = lots.Chance(60) ? page.Terms.AmountFen - 5_000_000 : page.Terms.AmountFen + 5_000_000;
                break;
            case 2:
                agreement.Kind = MortgageChangeKind.Restriction;
                agreement.Terms = page.Terms.Clone();
                agreement.Terms.TransferRestricted = !page.Terms.TransferRestricted;
                break;
            case 3:
                agreement.Kind = MortgageChangeKind.Term;
                agreement.Terms = page.Terms.Clone();
                agreement.Terms.TermEnd = Day.FromNumber(page.Terms.TermEnd).AddYears(lots.Of(-1, 1)).Number;
                break;
            case 4 when page.Units.Count > 1:
                agreement.Kind = MortgageChangeKind.UnitsOut;
                agreement.Units.Add(new MortgageUnit { UnitCode = page.Units[0].UnitCode });
                break;
            case 5 when page.Terms.Mode == MortgageMode.Maximum && page.DeterminedDate == 0:
                agreement.Kind = MortgageChangeKind.Determined;
                (agreement.DeterminedFen, agreement.Ground) = (page.Terms.AmountFen / 2, DeterminationGround.Agreed);
                break;
            case 6:
                agreement.Kind = MortgageChangeKind.Mortgagor;
                agreement.Mortgagors.AddRange(
                    Town.Sorted(Town.Persons.OrderBy(_ => lots.Draw()).Take(1).Select(party => Town.Across(party, page.Units.Select(unit => unit.UnitCode)))));
                break;
            default:
                agreement.Kind = MortgageChangeKind.Assigned;
                agreement.Assignee = new()
                {
                    Mortgagee = Town.Banks.First(bank => bank.CreditCode != page.Id.Mortgagee).CreditCode,
                    ContractNumber = $"DY-{town.Today.Year}-{town.Next():D6}",
                };
                break;
        }

        return new(BankOf(page), [new MortgageChangeAgreed { Act = Acts.Of(), Mortgage = page.Id, Agreement = agreement }]);
    }

    private static IEnumerable<(NaiveMortgage Mortgage, MortgagePage Page, MortgageAgreement Agreement)> Agreed(Town town, Predicate<MortgageAgreement> which)
        => In(town, MortgageState.Registered).Select(mortgage => (mortgage, page: Page(town, mortgage)))
            .SelectMany(pair => pair.page.Agreements.Where(known => which(known)).Select(known => (pair.mortgage, pair.page, known)));

    private static Draft? Change(Town town, Lots lots)
    {
        List<(NaiveMortgage Mortgage, MortgagePage Page, MortgageAgreement Agreement)> agreed =
            [.. Agreed(town, known => known.Kind is not (MortgageChangeKind.Assigned or MortgageChangeKind.Determined or MortgageChangeKind.Rank))];
        if (agreed.Count == 0)
            return null;
        var (_, page, agreement) = lots.Of(agreed);
        var e = new MortgageChanged
        {
            Act = Acts.Of(),
            Recording = town.Recording(lots),
            Mortgage = page.Id,
            What = agreement.Kind,
            Terms = agreement.Terms,
            Certificate = town.Proof(),
        };
        var units = agreement.Kind == MortgageChangeKind.UnitsOut ? agreement.Units : page.Units;
        e.Units.AddRange(units.Select(unit => new MortgageUnitRecording { UnitCode = unit.UnitCode, BusinessNumber = town.Business() }));
        return town.Case(lots, "", e);
    }

    private static Draft? Disburse(Town town, Lots lots)
    {
        if (lots.OfAny(In(town, MortgageState.Registered, MortgageState.Signed)) is not { } mortgage)
            return null;
        var page = Page(town, mortgage);
        return new(BankOf(page), [new LoanDisbursed { Act = Acts.Of(), Mortgage = page.Id, AmountFen = page.Terms.AmountFen / 2, Date = town.Today.Number }]);
    }

    private static Draft? Release(Town town, Lots lots)
    {
        if (lots.OfAny(In(town, MortgageState.Registered)) is not { } mortgage)
            return null;
        var page = Page(town, mortgage);
        var e = new ReleaseInstructed { Act = Acts.Of(), Mortgage = page.Id, Reason = ReleaseReason.Settled, Date = town.Today.Number };
        if (page.Units.Count > 1 && lots.Chance(50))
            e.Units.Add(lots.Of(page.Units).UnitCode);
        return new(BankOf(page), [e]);
    }

    private static Draft? Unrelease(Town town, Lots lots)
    {
        if (lots.OfAny(In(town, MortgageState.ReleaseInstructed)) is not { } mortgage)
            return null;
        var page = Page(town, mortgage);
        return new(BankOf(page), [new ReleaseWithdrawn { Act = Acts.Of(), Mortgage = page.Id, Date = town.Today.Number, Reason = "NOT_SETTLED" }]);
    }

    private static Draft? Cancel(Town town, Lots lots)
    {
        var state = lots.Chance(10) ? MortgageState.Registered : MortgageState.ReleaseInstructed;
        if (lots.OfAny(In(town, state)) is not { } mortgage)
            return null;
        var ground = state == MortgageState.ReleaseInstructed ? CancellationGround.Released : lots.Of(CancellationGround.Court, CancellationGround.MergedRight);
        return town.Case(lots, "", Cancellation(town, town.Recording(lots), mortgage, ground));
    }

    private static Draft? Reorder(Town town, Lots lots)
    {
        if (lots.OfAny(town.Book.Units.Values.Where(unit => unit.Liens.Count > 1 && unit.Status == NaiveStatus.Registered)) is not { } unit)
            return null;
        var order = unit.Liens.Select(lien => Page(town, lien.Mortgage).Id).Reverse().ToList();
        var e = new MortgageRanksChanged { Act = Acts.Of(), Recording = town.Recording(lots), UnitCode = unit.Code, BusinessNumber = town.Business() };
        e.Order.AddRange(order);

        // Whoever falls behind consents first.
        if (lots.Chance(60))
        {
            var first = unit.Liens[0].Mortgage;
            var page = Page(town, first);
            return new(BankOf(page),
                [new MortgageeConsented { Act = Acts.Of(), Mortgage = page.Id, Date = town.Today.Number, Subject = ConsentSubject.Rank, Of = order[0] }]);
        }

        return town.Case(lots, "", e);
    }

    private static Draft? Assign(Town town, Lots lots)
    {
        List<(NaiveMortgage Mortgage, MortgagePage Page, MortgageAgreement Agreement)> agreed =
            [.. Agreed(town, known => known.Kind == MortgageChangeKind.Assigned && (known.Accepted || lots.Chance(10)))];
        if (agreed.Count == 0)
            return null;
        var (_, page, agreement) = lots.Of(agreed);
        var e = new MortgageTransferred
        {
            Act = Acts.Of(),
            Recording = town.Recording(lots),
            Mortgage = page.Id,
            Assignee = agreement.Assignee,
            Certificate = town.Proof(),
        };
        e.Units.AddRange(page.Units.Select(unit => new UnitBusiness { UnitCode = unit.UnitCode, BusinessNumber = town.Business() }));
        return town.Case(lots, "", e);
    }

    private static Draft? Determine(Town town, Lots lots)
    {
        var open = In(town, MortgageState.Registered).Where(known => known.Terms.Mode == MortgageMode.Maximum && Page(town, known).DeterminedDate == 0);
        if (lots.OfAny(open) is not { } mortgage)
            return null;
        var page = Page(town, mortgage);
        var agreed = page.Agreements.FirstOrDefault(known => known.Kind == MortgageChangeKind.Determined);
        var e = new MortgageDetermined
        {
            Act = Acts.Of(),
            Recording = town.Recording(lots),
            Mortgage = page.Id,
            Ground = agreed?.Ground ?? lots.Of(DeterminationGround.Term, DeterminationGround.SeizureKnown, DeterminationGround.NoNewClaim),
            DeterminedFen = agreed?.DeterminedFen ?? page.Terms.AmountFen / 2,
            Date = agreed?.Date ?? town.Today.Number,
        };
        e.Units.AddRange(page.Units.Select(unit => new UnitBusiness { UnitCode = unit.UnitCode, BusinessNumber = town.Business() }));
        return town.Case(lots, "", e);
    }
}
