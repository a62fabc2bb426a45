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
        ["AGREEMENT", "CONTRACT", "CONTRIBUTION", "DECISION", "GIFT_DEED", "HEIRS_PROOF", "MARRIAGE_PROOF", "RESOLUTION", "RULING"];

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
        };
        e.Units.AddRange(deed.Units);
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

    /// <summary>Opens the units and states it.</summary>
    public DeedCase ToStated()
    {
        Sale.Open();
        State().Accept();
        return this;
    }
}
