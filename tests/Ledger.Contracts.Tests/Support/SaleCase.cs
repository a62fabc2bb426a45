using Google.Protobuf;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>
/// One sale from opening to transfer on a <see cref="TestLedger"/>. Every step is valid as it comes; a test changes one
/// thing, in the case's settings or in the event before it is submitted.
/// </summary>
public sealed partial class SaleCase
{
    /// <summary>A flat.</summary>
    public const string Flat = "441900004001GB00012F00010101";

    /// <summary>A second flat on the same parcel.</summary>
    public const string Garage = "441900004001GB00012F00020002";

    /// <summary>Their parcel.</summary>
    public const string Parcel = "441900004001GB00012W00000000";

    // Marks land that stands under a building only because it must: it gives way to one that a test registers.
    private const string PutLand = "202001010001";

    private int serial = 100;

    /// <summary>A case on a ledger of its own.</summary>
    public SaleCase(TestLedger? ledger = null) => Ledger = ledger ?? new();

    /// <summary>The ledger.</summary>
    public TestLedger Ledger { get; }

    /// <summary>The units sold, sorted.</summary>
    public string[] Units { get; set; } = [Flat];

    /// <summary>Use code of each unit; 10 is a home.</summary>
    public Dictionary<string, uint> Use { get; } = [];

    /// <summary>Registered and contract area of each unit, 0.01 m².</summary>
    public ulong Area { get; set; } = 8_950;

    /// <summary>How the sellers own before.</summary>
    public CoOwnership OwnerKind { get; set; } = CoOwnership.Single;

    /// <summary>Who owns before.</summary>
    public Owner[] Owners { get; set; } = [new(TestParty.An)];

    /// <summary>Who sells what; all owners everything unless set.</summary>
    public Owner[]? Sellers { get; set; }

    /// <summary>Share of each unit that is sold.</summary>
    public string Sold { get; set; } = "1/1";

    /// <summary>How the buyers take it.</summary>
    public CoOwnership BuyerKind { get; set; } = CoOwnership.Single;

    /// <summary>Who buys what.</summary>
    public Owner[] Buyers { get; set; } = [new(TestParty.Bo)];

    /// <summary>Number of the contract.</summary>
    public string Number { get; set; } = "441900B21050000001";

    /// <summary>Price in fen.</summary>
    public ulong Price { get; set; } = 120_000_000;

    /// <summary>VAT in the price, per 100,000.</summary>
    public uint Vat { get; set; }

    /// <summary>Day of signing.</summary>
    public Day Signed { get; set; } = Day.Of(2021, 5, 10);

    /// <summary>Day the tax is declared.</summary>
    public Day? Declared { get; set; }

    /// <summary>Buyer class of every buyer.</summary>
    public BuyerClass Class { get; set; } = BuyerClass.OnlyHome;

    /// <summary>Deed-tax rate; the table's first for the class unless set.</summary>
    public uint? DeedRate { get; set; }

    /// <summary>Certificate numbers allotted so far.</summary>
    public List<string> Certificates { get; } = [];

    /// <summary>The next tax ticket's serial.</summary>
    public uint NextTicket { get; set; } = 1;

    private Owner[] Selling => Sellers ?? Owners;

    // Unique across the cases of one ledger, the same for the same sequence of steps on it.
    private int Serial() => ++serial;

    /// <summary>The place in certificates' numbers.</summary>
    public string Place { get; set; } = "东莞";

    /// <summary>A certificate number of a year.</summary>
    public CertificateId Certificate(int year = 2021)
    {
        Certificates.Add($"{Province}（{year}）{Place}不动产权第{Offset + Serial():D7}号");
        return new() { Number = Certificates[^1] };
    }

    /// <summary>Keeps the numbers of several cases on one ledger apart.</summary>
    public int Offset { get; set; }

    /// <summary>A business number.</summary>
    public string Business(Day day) => $"{day.Number}{Offset + Serial():D6}";

    /// <summary>Opens the units by first registration.</summary>
    public SaleCase Open(Action<FirstRegistered>? change = null)
    {
        foreach (var unit in Units)
            Ledger.Submit(Members.Registration, FirstRegistration(unit, change)).Accept();
        return this;
    }

    /// <summary>A first registration.</summary>
    public FirstRegistered FirstRegistration(string unit, Action<FirstRegistered>? change = null)
    {
        var e = new FirstRegistered
        {
            Act = Acts.Of(),
            Recording = Acts.Recorded(Day.Of(2021, 2, 25), Day.Of(2021, 3, 1), Serial()),
            Opening = Opening(unit),
        };
        if (Ledger.IsTwo)
            Land(e);
        change?.Invoke(e);
        Grant(e);
        return e;
    }

    /// <summary>A migrated opening, recorded in the old book in 2018.</summary>
    public MigratedOpened Migration(string unit, Action<MigratedOpened>? change = null)
    {
        var e = new MigratedOpened
        {
            Act = Acts.Of(),
            Recording = Acts.Recorded(Day.Of(2021, 2, 25), Day.Of(2018, 3, 1), Serial()),
            Opening = Opening(unit, 2018),
            MigrationDate = Day.Of(2021, 2, 26).Number,
        };
        change?.Invoke(e);
        return e;
    }

    /// <summary>The signing.</summary>
    public ContractSigned Signing(Action<ContractSigned>? change = null)
    {
        var sellers = Selling.Select(seller => seller.Party).Distinct()
            .OrderBy(party => party.Across(Units), Comparer<PartyAcrossUnits>.Create(PartyOrder.Compare)).ToList();
        var buyers = Buyers.Select(buyer => buyer.Party).Distinct()
            .OrderBy(party => party.Across(Units), Comparer<PartyAcrossUnits>.Create(PartyOrder.Compare)).ToList();
        var e = new ContractSigned
        {
            Act = Acts.Of(),
            ContractNumber = Number,
            Kind = Number[6] == 'A' ? ContractKind.NewBuild : ContractKind.Stock,
            SigningDate = Signed.Number,
            PriceFen = Price,
            VatRate = Vat,
        };
        e.Sellers.AddRange(sellers.Select(party => party.Across(Units)));
        e.Buyers.AddRange(buyers.Select(party => party.Across(Units)));
        foreach (var code in Units)
        {
            var unit = new ContractUnit
            {
                UnitCode = code,
                Share = new Owner(TestParty.An, Sold).Message,
                Area = Area,
                BuyerCoOwnership = BuyerKind,
                Epoch = 1,
            };
            unit.Sellers.AddRange(Stakes(Selling, sellers));
            unit.Buyers.AddRange(Stakes(Buyers, buyers));
            e.Units.Add(unit);
        }

        Complete(e);
        change?.Invoke(e);
        return e;
    }

    /// <summary>Signs the contract.</summary>
    public Outcome Sign(Action<ContractSigned>? change = null) => Ledger.Submit(Members.Transaction, Signing(change));

    /// <summary>Files the contract.</summary>
    public Outcome File(Action<ContractFiled>? change = null) => Ledger.Submit(Members.Transaction, Filing(change));

    /// <summary>The filing.</summary>
    public ContractFiled Filing(Action<ContractFiled>? change = null)
    {
        var e = new ContractFiled
        {
            Act = Acts.Of(),
            ContractNumber = Number,
            FilingNumber = Number,
            FilingDate = Signed.AddDays(1).Number,
        };
        change?.Invoke(e);
        return e;
    }

    /// <summary>Revokes the contract.</summary>
    public Outcome Revoke(Action<ContractRevoked>? change = null) => Ledger.Submit(Members.Transaction, Revocation(change));

    /// <summary>The revocation.</summary>
    public ContractRevoked Revocation(Action<ContractRevoked>? change = null)
    {
        var e = new ContractRevoked { Act = Acts.Of(), ContractNumber = Number, Date = Signed.AddDays(8).Number, Reason = "BY_AGREEMENT" };
        change?.Invoke(e);
        return e;
    }

    /// <summary>The assessment: deed tax of every buyer, income tax of individual sellers, land appreciation tax of others.</summary>
    public TaxAssessed Assessment(Action<TaxAssessed>? change = null)
    {
        if (IsTwo)
            return AssessmentByUnit(change);
        var declared = Declared ?? Signed.AddDays(2);
        var net = Money.FromFen(Price).NetOf(Rate.FromPerHundredThousand(Vat)).Fen;
        var e = new TaxAssessed
        {
            Act = Acts.Of(),
            ContractNumber = Number,
            LiabilityDate = Signed.Number,
            DeclarationDate = declared.Number,
            AssessmentDate = declared.Number,
            DeclaredPriceFen = Price,
            BaseFen = net,
        };
        e.Units.AddRange(Units);
        var area = Area == 0 ? Facts.Area.NotStated : Facts.Area.FromHundredths(Area);
        var residential = Units.Any(unit => Use.GetValueOrDefault(unit, 10u) == 10u);
        var rate = DeedRate ?? Profiles.One.DeedTax.RatesFor(Class, residential, area, Signed, declared)[0].PerHundredThousand;
        var buyers = Buyers.Select(buyer => buyer.Party).Distinct().ToList();
        for (var i = 0; i < buyers.Count; i++)
        {
            var part = (net / (ulong)buyers.Count) + (i == 0 ? net % (ulong)buyers.Count : 0);
            e.Lines.Add(Line(TaxKind.Deed, TaxSide.Transferee, buyers[i], part, rate, Class));
        }

        foreach (var seller in Selling.Select(seller => seller.Party).Distinct())
        {
            if (!seller.IsOrganisation)
                e.Lines.Add(Line(TaxKind.Income, TaxSide.Transferor, seller, net, 1_000));
            if (seller.IsOrganisation || Units.Any(unit => Use.GetValueOrDefault(unit, 10u) != 10u))
                e.Lines.Add(Line(TaxKind.LandAppreciation, TaxSide.Transferor, seller, net, 2_000));
        }

        change?.Invoke(e);
        var lines = e.Lines.Order(Comparer<TaxLine>.Create(PartyOrder.Compare)).ToList();
        e.Lines.Clear();
        e.Lines.AddRange(lines);
        return e;
    }

    /// <summary>A line of an assessment with its arithmetic done.</summary>
    public TaxLine Line(TaxKind tax, TaxSide side, TestParty taxpayer, ulong fen, uint rate, BuyerClass buyerClass = BuyerClass.Unspecified) => new()
    {
        Tax = tax,
        Side = side,
        Taxpayer = taxpayer.Across(Units),
        BaseFen = fen,
        Rate = rate,
        DueFen = Money.FromFen(fen).MultiplyRoundHalfUp(Rate.FromPerHundredThousand(rate)).Fen,
        BuyerClass = buyerClass,
    };

    /// <summary>Assesses the taxes.</summary>
    public Outcome Assess(Action<TaxAssessed>? change = null)
    {
        if (IsTwo && Ledger.Read<TaxPage>(PageKeys.Tax(Number)) is null or { State: TaxState.Returned } && Declare() is { Accepted: false } refused)
            return refused;
        return Ledger.Submit(Members.Tax, Assessment(change));
    }

    /// <summary>The payment of everything that is owed.</summary>
    public TaxPaid Payment(Action<TaxPaid>? change = null)
    {
        var page = Ledger.Read<TaxPage>(PageKeys.Tax(Number));
        var e = new TaxPaid { Act = Acts.Of(), ContractNumber = Number, PaymentDate = (Declared ?? Signed.AddDays(2)).AddDays(1).Number };
        foreach (var state in page?.Lines.Where(state => !state.Exempted && state.Line.DueFen > state.Line.ReductionFen + state.PaidFen) ?? [])
        {
            e.Tickets.Add(IsTwo ? Voucher(e, state) : new Ticket
            {
                Number = $"3441962105{(uint)Offset + NextTicket++:D8}",
                Tax = state.Line.Tax,
                Side = state.Line.Side,
                Taxpayer = state.Line.Taxpayer,
                AmountFen = state.Line.DueFen - state.Line.ReductionFen - state.PaidFen,
            });
        }

        change?.Invoke(e);
        return e;
    }

    /// <summary>Pays everything that is owed.</summary>
    public Outcome Pay(Action<TaxPaid>? change = null) => Ledger.Submit(Members.Tax, Payment(change));

    /// <summary>Exempts one tax of one party.</summary>
    public Outcome Exempt(TaxKind tax, TaxSide side, TestParty taxpayer, Action<TaxExempted>? change = null)
        => Ledger.Submit(Members.Tax, Exemption(tax, side, taxpayer, change));

    /// <summary>The exemption of one tax of one party.</summary>
    public TaxExempted Exemption(TaxKind tax, TaxSide side, TestParty taxpayer, Action<TaxExempted>? change = null)
    {
        var e = new TaxExempted
        {
            Act = Acts.Of(),
            ContractNumber = Number,
            Date = (Declared ?? Signed.AddDays(2)).AddDays(1).Number,
            Tax = tax,
            Side = side,
            Taxpayer = taxpayer.Across(Units),
            Exemption = "FIVE_YEARS_ONLY_HOME",
        };
        if (IsTwo)
            e.Exemption = ExemptionOf(tax);
        change?.Invoke(e);
        return e;
    }

    /// <summary>Refunds tickets: all of them in full unless changed.</summary>
    public Outcome Refund(RefundReason reason, Action<TaxRefunded>? change = null) => Ledger.Submit(Members.Tax, Refunding(reason, change));

    /// <summary>The refund of tickets: of all of them in full unless changed.</summary>
    public TaxRefunded Refunding(RefundReason reason, Action<TaxRefunded>? change = null)
    {
        var e = new TaxRefunded { Act = Acts.Of(), ContractNumber = Number, Date = Signed.AddDays(10).Number, Reason = reason };
        e.Refunds.AddRange(
            Ledger.Read<TaxPage>(PageKeys.Tax(Number))!.Tickets
                .Select(ticket => IsTwo ? RefundOf(ticket) : new() { Number = ticket.Number, AmountFen = ticket.AmountFen }));
        change?.Invoke(e);
        return e;
    }

    /// <summary>The transfer that the contract makes of the titles.</summary>
    public TransferRecorded Transfer(Action<TransferRecorded>? change = null)
    {
        var accepted = (Declared ?? Signed.AddDays(2)).AddDays(2);
        var contract = Ledger.Read<ContractPage>(PageKeys.Contract(Number))!;
        var e = new TransferRecorded
        {
            Act = Acts.Of(),
            Recording = Acts.Recorded(accepted, accepted.AddDays(3), Serial()),
            ContractNumber = Number,
            PriceFen = contract.PriceFen,
        };
        for (var i = 0; i < contract.Units.Count; i++)
        {
            var code = contract.Units[i].UnitCode;
            var title = Ledger.Read<TitlePage>(PageKeys.Title(code))!;
            Assert.True(SaleOutcome.TryCompute(title, contract, i, out var outcome));
            var unit = new UnitTransfer
            {
                UnitCode = code,
                BusinessNumber = Business(accepted),
                CoOwnership = outcome.CoOwnership,
                Epoch = title.Epoch,
            };
            unit.Previous.AddRange(outcome.Previous);
            unit.Sellers.AddRange(contract.Units[i].Sellers
                .Select(stake => new PartShare { Party = contract.Sellers[(int)stake.Party].At(i), Share = stake.Share })
                .Order(Comparer<PartShare>.Create((a, b) => PartyOrder.Compare(a.Party, b.Party))));
            var shared = outcome.CoOwnership == CoOwnership.Joint ? Certificate(accepted.Year) : null;
            unit.Buyers.AddRange(outcome.Buyers.Select(buyer =>
            {
                var holder = buyer.Clone();
                holder.Certificate = shared ?? Certificate(accepted.Year);
                return holder;
            }));
            unit.Reissues.AddRange(outcome.Reissued.Select(party => new Reissue { Party = party, Certificate = Certificate(accepted.Year) }));
            e.Units.Add(unit);
        }

        if (Ledger.Profile > 1)
            Complete(e, contract);
        change?.Invoke(e);
        return e;
    }

    /// <summary>Records the transfer.</summary>
    public Outcome Record(Action<TransferRecorded>? change = null) => Ledger.Submit(Members.Registration, Transfer(change));

    /// <summary>Brings the case to a signed contract.</summary>
    public SaleCase ToSigned()
    {
        Open().Sign().Accept();
        return this;
    }

    /// <summary>Brings the case to a filed contract.</summary>
    public SaleCase ToFiled()
    {
        ToSigned().File().Accept();
        return this;
    }

    /// <summary>Brings the case to assessed taxes.</summary>
    public SaleCase ToAssessed()
    {
        ToFiled().Assess().Accept();
        return this;
    }

    /// <summary>Brings the case to paid taxes: ready for transfer.</summary>
    public SaleCase ToPaid()
    {
        ToAssessed().Pay().Accept();
        return this;
    }

    /// <summary>The title page of a unit.</summary>
    public TitlePage Title(string? unit = null) => Ledger.Read<TitlePage>(PageKeys.Title(unit ?? Units[0]))!;

    /// <summary>What a transfer states from profile 2 on: the price of each unit, and the groups of who gives.</summary>
    private static void Complete(TransferRecorded e, ContractPage contract)
    {
        for (var i = 0; i < e.Units.Count; i++)
        {
            e.Units[i].PriceFen = contract.Units[i].PriceFen != 0 ? contract.Units[i].PriceFen
                : (e.PriceFen / (ulong)e.Units.Count) + (i == 0 ? e.PriceFen % (ulong)e.Units.Count : 0);
            foreach (var seller in e.Units[i].Sellers)
                seller.Group = contract.Units[i].Sellers.First(stake => contract.Sellers[(int)stake.Party].At(i).Equals(seller.Party)).Group;
        }
    }

    /// <summary>
    /// From profile 2 on a building stands on land of its holder: the parcel is put as his, or, where it is registered to another,
    /// a court ordered the registration.
    /// </summary>
    private void Land(FirstRegistered e)
    {
        var parcel = UnitCode.Parse(e.Opening.UnitCode).ParcelUnit.ToString();
        var key = PageKeys.Title(parcel);
        var known = Ledger.Read<TitlePage>(key);
        if (parcel == e.Opening.UnitCode)
        {
            if (known?.BusinessNumber == PutLand)
                Ledger.Remove(key);
            return;
        }

        var holders = Owners.Select(owner => owner.Party.At(parcel)).Distinct().Order(Comparer<Party>.Create(PartyOrder.Compare)).ToList();
        if (holders.Exists(holder => holder.CreditCode.Length == 0))
            e.Opening.LandOwners.AddRange(holders);
        if (known is not null && known.BusinessNumber != PutLand)
        {
            if (!known.Owners.Select(owner => owner.Party).ToHashSet().SetEquals(holders))
                ByJudgment(e);
            return;
        }

        var land = new TitlePage
        {
            UnitCode = parcel,
            Status = TitleStatus.Registered,
            RightType = 3,
            Use = 701,
            RecordingDate = 20200101,
            Epoch = 1,
            BusinessNumber = PutLand,
        };
        land.CoOwnership = holders.Count > 1 ? CoOwnership.Joint : CoOwnership.Single;
        land.Owners.AddRange(holders.Select(holder => new Holder { Party = holder, Certificate = new() { Number = "粤（2020）东莞不动产权第0000001号" } }));
        Ledger.PutOld(key, land);
    }

    private Opening Opening(string unit, int year = 2021)
    {
        var opening = new Opening
        {
            UnitCode = unit,
            BusinessNumber = Business(Day.Of(2021, 2, 25)),
            RightType = Ledger.IsTwo && UnitCode.Parse(unit).IsParcel ? 3u : 4u,
            Use = Use.GetValueOrDefault(unit, 10u),
            Area = Area,
            CoOwnership = OwnerKind,
            Epoch = 1,
        };
        if (unit != ParcelOf(unit))
            opening.Parcels.Add(ParcelOf(unit));
        var shared = OwnerKind == CoOwnership.Joint ? Certificate(year) : null;
        opening.Owners.AddRange(Owners
            .Select(owner => new Holder { Party = owner.Party.At(unit), Share = owner.Message, Group = owner.Group, Certificate = shared ?? Certificate(year) })
            .Order(Comparer<Holder>.Create(PartyOrder.Compare)));
        return opening;
    }

    /// <summary>What a later profile adds to a signing.</summary>
    partial void Complete(ContractSigned e);

    private static string ParcelOf(string unit) => UnitCode.Parse(unit).ParcelUnit.ToString();

    private static IEnumerable<Stake> Stakes(Owner[] owners, List<TestParty> parties) => owners
        .Select(owner => new Stake { Party = (uint)parties.IndexOf(owner.Party), Share = owner.Message, Group = owner.Group, NotSigning = !owner.Signs })
        .OrderBy(stake => stake.Party).ThenBy(stake => stake.Group);
}
