using Google.Protobuf.Collections;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>
/// One mortgage from contract to cancellation on units that a <see cref="SaleCase"/> opened. Every step is valid as it
/// comes; a test changes one thing, in the case's settings or in the event before it is submitted.
/// </summary>
public sealed partial class MortgageCase
{
    /// <summary>A mortgage on the units and by the owners of a sale case.</summary>
    public MortgageCase(SaleCase? sale = null)
    {
        Sale = sale ?? new();
        Mortgagors = Sale.Owners;
    }

    /// <summary>The units and their owners.</summary>
    public SaleCase Sale { get; }

    /// <summary>The ledger.</summary>
    public TestLedger Ledger => Sale.Ledger;

    /// <summary>The bank.</summary>
    public Member Bank { get; set; } = Members.BankA;

    /// <summary>The bank's number of the contract.</summary>
    public string Number { get; set; } = "DY-2021-000001";

    /// <summary>Its part of the contract; 0 = not in parts.</summary>
    public uint Part { get; set; }

    /// <summary>Who mortgages, and whether it signs.</summary>
    public Owner[] Mortgagors { get; set; }

    /// <summary>Share of each unit that is mortgaged.</summary>
    public string Share { get; set; } = "1/1";

    /// <summary>Day the contract is signed.</summary>
    public Day Signed { get; set; } = Day.Of(2021, 5, 11);

    /// <summary>Day the mortgage is recorded.</summary>
    public Day Recorded { get; set; } = Day.Of(2021, 5, 20);

    /// <summary>Who owes; the mortgagors unless set. Named from profile 2 on.</summary>
    public TestParty[]? Debtors { get; set; }

    /// <summary>What is mortgaged; stated from profile 2 on.</summary>
    public MortgageObject Object { get; set; } = MortgageObject.LandAndBuilding;

    /// <summary>Whose share of each unit is mortgaged; nobody for the whole. Named from profile 2 on.</summary>
    public TestParty[] Holding { get; set; } = [];

    /// <summary>Appraised value of each unit, fen; 0 = not stated.</summary>
    public ulong Appraised { get; set; }

    /// <summary>The filed sale that the loan pays for; null for none.</summary>
    public string? PaysFor { get; set; }

    /// <summary>The units mortgaged; those of the sale unless set.</summary>
    public string[]? Units { get; set; }

    private string[] Mortgaged => Units ?? Sale.Units;

    private bool IsTwo
    {
        get
        {
            var two = false;
            AskProfile(ref two);
            return two;
        }
    }

    // Only the registry's own tests have ledgers of profile 2.
    partial void AskProfile(ref bool two);

    /// <summary>What it secures.</summary>
    public MortgageTerms Terms { get; } = new()
    {
        Mode = MortgageMode.General,
        AmountFen = 80_000_000,
        TermStart = 20210520,
        TermEnd = 20510520,
        Scope = 1,
    };

    /// <summary>Its name on the ledger.</summary>
    public MortgageId Id => new() { Mortgagee = Bank.CreditCode, ContractNumber = Number, Part = Part };

    /// <summary>Its page.</summary>
    public MortgagePage Page => Ledger.Read<MortgagePage>(PageKeys.Mortgage(Id))!;

    /// <summary>The mortgages on a unit.</summary>
    public RepeatedField<MortgageRow> Rows(string? unit = null)
        => Ledger.Read<EncumbrancePage>(PageKeys.Encumbrances(unit ?? Mortgaged[0]))?.Mortgages ?? [];

    /// <summary>The contract.</summary>
    public MortgageContractSigned Signing(Action<MortgageContractSigned>? change = null)
    {
        var parties = Mortgagors
            .OrderBy(owner => owner.Party.Across(Mortgaged), Comparer<PartyAcrossUnits>.Create(PartyOrder.Compare))
            .ToList();
        var e = new MortgageContractSigned { Act = Acts.Of(), Mortgage = Id, Terms = Terms.Clone(), SigningDate = Signed.Number };
        e.Units.AddRange(Mortgaged.Select(unit => new MortgageUnit { UnitCode = unit, Share = new Owner(TestParty.An, Share).Message, Epoch = 1 }));
        e.Mortgagors.AddRange(parties.Select(owner => owner.Party.Across(Mortgaged)));
        if (!IsTwo)
            e.MortgagorsNotSigning.AddRange(parties.Select((owner, i) => (owner.Signs, i)).Where(pair => !pair.Signs).Select(pair => (uint)pair.i));
        else
            SignTwo(e, parties);
        change?.Invoke(e);
        return e;
    }

    /// <summary>Parties across the units, sorted.</summary>
    public IEnumerable<PartyAcrossUnits> Across(params IEnumerable<TestParty> parties)
        => parties.Select(party => party.Across(Mortgaged)).Order(Comparer<PartyAcrossUnits>.Create(PartyOrder.Compare));

    /// <summary>The parties of a holding as a unit sees them, sorted.</summary>
    public IEnumerable<Party> HoldingAt(string unit) => Holding.Select(party => party.At(unit)).Order(Comparer<Party>.Create(PartyOrder.Compare));

    private void SignTwo(MortgageContractSigned e, List<Owner> parties)
    {
        e.Object = Object;
        e.PaysFor = PaysFor ?? "";
        e.Debtors.AddRange(Across(Debtors ?? [.. Mortgagors.Select(owner => owner.Party)]));
        foreach (var unit in e.Units)
        {
            unit.AppraisedFen = Appraised;
            unit.Holding.AddRange(HoldingAt(unit.UnitCode));
            if (parties.Exists(owner => !owner.Signs))
            {
                unit.Mortgagors.AddRange(parties.Select(
                    (owner, i) => new MortgagorStake { Mortgagor = (uint)i, Group = owner.Group, NotSigning = !owner.Signs }));
            }
        }
    }

    /// <summary>Signs the contract with the bank's key.</summary>
    public Outcome Sign(Action<MortgageContractSigned>? change = null) => Ledger.Submit(Bank, Signing(change));

    /// <summary>The registration.</summary>
    public MortgageRegistered Registration(Action<MortgageRegistered>? change = null)
    {
        var accepted = Recorded.AddDays(-2);
        var e = new MortgageRegistered
        {
            Act = Acts.Of(),
            Recording = Acts.Recorded(accepted, Recorded, Serial()),
            Mortgage = Id,
            Terms = Terms.Clone(),
            Certificate = Proof(),
        };
        e.Units.AddRange(Mortgaged.Select(unit => Recording(unit, accepted, (uint)Rows(unit).Count(row => Meets(row, unit)) + 1)));
        if (IsTwo)
            e.Object = Object;
        change?.Invoke(e);
        return e;
    }

    /// <summary>One unit of a recording.</summary>
    public MortgageUnitRecording Recording(string unit, Day accepted, uint rank)
    {
        var recording = new MortgageUnitRecording
        {
            UnitCode = unit,
            BusinessNumber = Sale.Business(accepted),
            Rank = rank,
            Share = new Owner(TestParty.An, Share).Message,
        };
        recording.Holding.AddRange(HoldingAt(unit));
        return recording;
    }

    private bool Meets(MortgageRow row, string unit) => row.Holding.Count == 0 || Holding.Length == 0 || row.Holding.Intersect(HoldingAt(unit)).Any();

    /// <summary>Registers the mortgage.</summary>
    public Outcome Register(Action<MortgageRegistered>? change = null) => Ledger.Submit(Members.Registration, Registration(change));

    /// <summary>The release.</summary>
    public ReleaseInstructed Releasing(Action<ReleaseInstructed>? change = null)
    {
        var e = new ReleaseInstructed { Act = Acts.Of(), Mortgage = Id, Reason = ReleaseReason.Settled, Date = Recorded.AddDays(2).Number };
        change?.Invoke(e);
        return e;
    }

    /// <summary>Lets the bank release the mortgage.</summary>
    public Outcome Release(Action<ReleaseInstructed>? change = null, Member? signer = null)
        => Ledger.Submit(signer ?? Bank, Releasing(change));

    /// <summary>The cancellation.</summary>
    public MortgageCancelled Cancellation(Action<MortgageCancelled>? change = null)
    {
        var accepted = Recorded.AddDays(3);
        var e = new MortgageCancelled
        {
            Act = Acts.Of(),
            Recording = Acts.Recorded(accepted, accepted.AddDays(1), Serial()),
            Mortgage = Id,
            Certificate = Page.Certificate ?? Proof(),
        };
        e.Units.AddRange(Page.Units.Select(unit => new UnitBusiness { UnitCode = unit.UnitCode, BusinessNumber = Sale.Business(accepted) }));
        change?.Invoke(e);
        return e;
    }

    /// <summary>Cancels the mortgage.</summary>
    public Outcome Cancel(Action<MortgageCancelled>? change = null) => Ledger.Submit(Members.Registration, Cancellation(change));

    /// <summary>The consent to the sale.</summary>
    public MortgageeConsented Consenting(Action<MortgageeConsented>? change = null)
    {
        var e = new MortgageeConsented { Act = Acts.Of(), Mortgage = Id, ContractNumber = Sale.Number, Date = Recorded.AddDays(1).Number };
        change?.Invoke(e);
        return e;
    }

    /// <summary>Lets the bank consent to the sale.</summary>
    public Outcome Consent(Action<MortgageeConsented>? change = null, Member? signer = null)
        => Ledger.Submit(signer ?? Bank, Consenting(change));

    /// <summary>The notice of the sale.</summary>
    public MortgageeNotified Notice(Action<MortgageeNotified>? change = null)
    {
        var e = new MortgageeNotified { Act = Acts.Of(), Mortgage = Id, ContractNumber = Sale.Number, Date = Recorded.AddDays(1).Number };
        change?.Invoke(e);
        return e;
    }

    /// <summary>Notifies the bank of the sale.</summary>
    public Outcome Notify(Action<MortgageeNotified>? change = null, Member? signer = null)
        => Ledger.Submit(signer ?? Members.Registration, Notice(change));

    /// <summary>Brings the case to a signed contract.</summary>
    public MortgageCase ToSigned()
    {
        Sale.Open();
        Sign().Accept();
        return this;
    }

    /// <summary>Brings the case to a registered mortgage.</summary>
    public MortgageCase ToRegistered()
    {
        ToSigned().Register().Accept();
        return this;
    }

    /// <summary>Brings the case to a released mortgage.</summary>
    public MortgageCase ToReleased()
    {
        ToRegistered().Release().Accept();
        return this;
    }

    /// <summary>The same units under a second mortgage of another number.</summary>
    public MortgageCase Next(string number = "DY-2021-000002", Member? bank = null)
    {
        var next = new MortgageCase(Sale) { Number = number, Bank = bank ?? Members.BankB, Signed = Recorded.AddDays(1), Recorded = Recorded.AddDays(3) };
        if (IsTwo)
            next.Terms.TermStart = next.Signed.Number;
        return next;
    }

    /// <summary>A new number of a registration proof.</summary>
    public CertificateId Proof(int year = 2021) => new() { Number = Sale.Certificate(year).Number.Replace("不动产权", "不动产证明", StringComparison.Ordinal) };

    // The sale hands out the serials of all its numbers.
    private int Serial() => int.Parse(Sale.Business(Signed).AsSpan(10), provider: null);
}
