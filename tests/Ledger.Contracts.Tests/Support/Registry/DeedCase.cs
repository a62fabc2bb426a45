using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>
/// One instrument on units that a <see cref="SaleCase"/> opened, under profile 2. Every step is valid as it comes; a test changes
/// one thing, in the case's settings or in the event before it is submitted.
/// </summary>
public sealed class DeedCase
{
    /// <summary>A deed on the units and by the owners of a sale case.</summary>
    public DeedCase(InstrumentKind kind, SaleCase? sale = null)
    {
        Kind = kind;
        Sale = sale ?? new(new() { Profile = 2 });
        Givers = Sale.Owners;
    }

    /// <summary>The units and their owners.</summary>
    public SaleCase Sale { get; }

    /// <summary>The ledger.</summary>
    public TestLedger Ledger => Sale.Ledger;

    /// <summary>The reason.</summary>
    public InstrumentKind Kind { get; }

    /// <summary>Its number.</summary>
    public string Number { get; set; } = "ZY202105100001";

    /// <summary>Who gives what.</summary>
    public Owner[] Givers { get; set; }

    /// <summary>Who takes what.</summary>
    public Owner[] Takers { get; set; } = [new(TestParty.Bo)];

    /// <summary>How the takers take it.</summary>
    public CoOwnership TakerKind { get; set; } = CoOwnership.Single;

    /// <summary>Share of each unit that is given.</summary>
    public string Share { get; set; } = "1/1";

    /// <summary>Day of effect.</summary>
    public Day Date { get; set; } = Day.Of(2021, 5, 10);

    /// <summary>Whether a notary certified it.</summary>
    public bool Notarised { get; set; } = true;

    /// <summary>Number of the counterpart of an exchange.</summary>
    public string Pair { get; set; } = "";

    /// <summary>Kinds of the papers it names.</summary>
    public List<string> Papers { get; } =
        ["AGREEMENT", "CONTRACT", "CONTRIBUTION", "DECISION", "GIFT_DEED", "GRANT_CONTRACT", "HEIRS_PROOF", "MARRIAGE_PROOF", "RESOLUTION", "RULING"];

    /// <summary>Its page.</summary>
    public InstrumentPage? Page => Ledger.Read<InstrumentPage>(PageKeys.Instrument(Number));

    /// <summary>The statement.</summary>
    public InstrumentStated Stating(Action<InstrumentStated>? change = null)
    {
        var deed = new SaleCase(Ledger)
        {
            Units = Sale.Units,
            Area = Sale.Area,
            Sellers = Givers,
            Sold = Share,
            BuyerKind = TakerKind,
            Buyers = Takers,
        }.Signing();
        var e = new InstrumentStated
        {
            Act = Acts.Of(),
            Number = Number,
            Kind = Kind,
            Notarised = Notarised,
            Date = Date.Number,
            Pair = Pair,
            ValueFen = Kind == InstrumentKind.Grant ? 500_000_000u : 0u,
        };
        e.Units.AddRange(deed.Units);
        foreach (var unit in e.Units)
            unit.PriceFen = e.ValueFen;
        e.Givers.AddRange(deed.Sellers);
        e.Takers.AddRange(deed.Buyers);
        e.Documents.AddRange(Papers.Order(StringComparer.Ordinal).Select(kind => new InstrumentDocument { Kind = kind, Document = Acts.Bytes(6) }));
        change?.Invoke(e);
        return e;
    }

    /// <summary>States it.</summary>
    public Outcome State(Action<InstrumentStated>? change = null) => Ledger.Submit(Members.Registration, Stating(change));

    /// <summary>Withdraws it.</summary>
    public Outcome Withdraw(Action<InstrumentStated>? change = null)
    {
        var e = new InstrumentStated { Act = Acts.Of(), Number = Number, Date = Date.AddDays(3).Number, Withdrawn = true };
        change?.Invoke(e);
        return Ledger.Submit(Members.Registration, e);
    }

    /// <summary>Puts its taxes as cleared: every account that a rule may ask for is exempt.</summary>
    public DeedCase Clear()
    {
        var page = Page!;
        var tax = new TaxPage
        {
            ContractNumber = Number,
            LiabilityDate = Date.Number,
            DeclarationDate = Date.Number,
            AssessmentDate = Date.AddDays(1).Number,
            Document = Acts.Document(),
        };
        tax.Units.AddRange(page.Units.Select(unit => unit.UnitCode));
        tax.Lines.AddRange(page.Takers.Select(party => Exempt(TaxKind.Deed, TaxSide.Transferee, party)));
        tax.Lines.AddRange(page.Takers.Select(party => Exempt(TaxKind.Income, TaxSide.Transferee, party)));
        tax.Lines.AddRange(page.Givers.Select(party => Exempt(TaxKind.Income, TaxSide.Transferor, party)));
        tax.Lines.AddRange(page.Givers.Select(party => Exempt(TaxKind.LandAppreciation, TaxSide.Transferor, party)));
        Ledger.PutOld(PageKeys.Tax(Number), tax);
        return this;
    }

    /// <summary>The transfer of its units, and of those of its counterpart.</summary>
    public TransferRecorded Transfer(Action<TransferRecorded>? change = null)
    {
        var accepted = Date.AddDays(2);
        var pages = Pair.Length > 0 ? [Page!, Ledger.Read<InstrumentPage>(PageKeys.Instrument(Pair))!] : new[] { Page! };
        var e = new TransferRecorded
        {
            Act = Acts.Of(),
            Recording = Acts.Recorded(accepted, accepted.AddDays(3), int.Parse(Sale.Business(accepted).AsSpan(10), provider: null)),
            ContractNumber = Number,
            PriceFen = pages.Aggregate(0ul, (sum, page) => sum + page.ValueFen),
        };
        foreach (var page in pages)
            e.Units.AddRange(page.Units.Select((_, i) => Unit(page, i, accepted)));
        var sorted = e.Units.OrderBy(unit => unit.UnitCode, StringComparer.Ordinal).ToList();
        e.Units.Clear();
        e.Units.AddRange(sorted);
        e.Units[0].PriceFen = e.PriceFen;
        change?.Invoke(e);
        return e;
    }

    /// <summary>Records the transfer.</summary>
    public Outcome Record(Action<TransferRecorded>? change = null) => Ledger.Submit(Members.Registration, Transfer(change));

    private UnitTransfer Unit(InstrumentPage page, int index, Day accepted)
    {
        var code = page.Units[index].UnitCode;
        var title = Ledger.Read<TitlePage>(PageKeys.Title(code))!;
        var deed = new ContractPage();
        deed.Units.AddRange(page.Units);
        deed.Sellers.AddRange(page.Givers);
        deed.Buyers.AddRange(page.Takers);
        Assert.True(SaleOutcome.TryCompute(title, deed, index, out var outcome));
        var unit = new UnitTransfer { UnitCode = code, BusinessNumber = Sale.Business(accepted), CoOwnership = outcome.CoOwnership, Epoch = title.Epoch };
        unit.Previous.AddRange(outcome.Previous);
        unit.Sellers.AddRange(page.Units[index].Sellers
            .Select(stake => new PartShare { Party = page.Givers[(int)stake.Party].At(index), Share = stake.Share, Group = stake.Group })
            .Order(Comparer<PartShare>.Create((a, b) => PartyOrder.Compare(a.Party, b.Party))));
        var shared = outcome.CoOwnership == CoOwnership.Joint ? Sale.Certificate(accepted.Year) : null;
        unit.Buyers.AddRange(outcome.Buyers.Select(buyer =>
        {
            var holder = buyer.Clone();
            holder.Certificate = shared ?? Sale.Certificate(accepted.Year);
            return holder;
        }));
        unit.Reissues.AddRange(outcome.Reissued.Select(party => new Reissue { Party = party, Certificate = Sale.Certificate(accepted.Year) }));
        return unit;
    }

    private static TaxLineState Exempt(TaxKind tax, TaxSide side, PartyAcrossUnits party)
        => new() { Line = new() { Tax = tax, Side = side, Taxpayer = party, Exemption = "LEGAL_HEIR" }, Exempted = true };

    /// <summary>Opens the units, but for a grant, and states it.</summary>
    public DeedCase ToStated()
    {
        if (Kind != InstrumentKind.Grant)
            Sale.Open();
        State().Accept();
        return this;
    }
}
