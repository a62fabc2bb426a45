using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Departments.Tests;

/// <summary>A unit that changes hands without a sale: each method is the request of one act, valid unless the story changes it.</summary>
/// <param name="city">The city.</param>
/// <param name="kind">Why.</param>
internal sealed class Deed(ScenarioCity city, InstrumentKind kind)
{
    private static readonly string[] Papers =
        ["AGREEMENT", "CONTRACT", "CONTRIBUTION", "DECISION", "GIFT_DEED", "HEIRS_PROOF", "MARRIAGE_PROOF", "RESOLUTION", "RULING"];

    /// <summary>Number of the instrument.</summary>
    public string Number { get; } = city.Number("ZY");

    /// <summary>The units, with their values.</summary>
    public required SoldUnit[] Units { get; init; }

    /// <summary>Who gives.</summary>
    public required Stake[] Givers { get; init; }

    /// <summary>Who takes.</summary>
    public required Stake[] Takers { get; init; }

    /// <summary>Whether a notary certified it.</summary>
    public bool Notarised { get; init; } = true;

    /// <summary>Whether something is paid for it.</summary>
    public bool Paid { get; init; }

    /// <summary>Day of effect.</summary>
    public string Effective { get; } = city.Today;

    /// <summary>Its taxes.</summary>
    public Taxes Taxes => field ??= new(city, Number)
    {
        Units = [.. Units.Select(unit => Paid ? unit : unit with { Price = 0 })],
        Givers = [.. Givers.Select(static giver => giver.Who)],
        Takers = [.. Takers.Select(static taker => taker.Who)],
        Liable = Effective,
    };

    /// <summary>The page.</summary>
    public InstrumentPage Page => city.Read<InstrumentPage>(PageKeys.Instrument(Number))!;

    /// <summary>The reason is stated (非交易原因).</summary>
    public StateInstrumentRequest State(params string[] further) => new()
    {
        Number = Number,
        Kind = kind,
        Notarised = Notarised,
        Units = { Units.Select(unit => Deeds.Unit(unit with { Price = 0 }, "1/1", Givers, Takers, CoOwnership.Single)) },
        Givers = { Givers.Select(static giver => giver.Who) },
        Takers = { Takers.Select(static taker => taker.Who) },
        Date = Effective,
        Value = Paid ? Yuan.Of(Units.Sum(static unit => unit.Price)) : null,
        Papers = { Papers.Concat(further).Select(static paper => new InstrumentPaperInput { Kind = paper, Sha256 = ScenarioRequests.Paper(paper) }) },
        Document = ScenarioCity.Papers(),
    };

    /// <summary>The transfer in the book.</summary>
    public RecordTransferRequest Transfer(CaseFile file)
        => Transfers.Of(city, file, AsContract(), [.. Units.Select(static unit => unit with { Price = 0 })], Paid ? Units.Sum(static unit => unit.Price) : 0);

    /// <summary>The transfer by a court's ruling (司法裁定转移).</summary>
    public RecordCourtTransferRequest CourtTransfer(CaseFile file, CourtTransferReason reason, params string[] seizuresEnded)
    {
        var request = new RecordCourtTransferRequest
        {
            Recording = file.At(city.NowMs),
            Authority = Court.Code,
            Ruling = $"（{city.Today[..4]}）粤1971执裁9号",
            Effective = Effective,
            Reason = reason,
            Mortgages = CourtMortgages.Extinguished,
            Basis = Number,
            Price = Yuan.Of(Units.Sum(static unit => unit.Price)),
            SeizuresEnded = { seizuresEnded },
            Document = ScenarioCity.Papers(),
        };
        request.Units.AddRange(Units.Select((unit, i) => Transfers.Unit(city, file, AsContract(), i, unit.Price)));
        return request;
    }

    private ContractPage AsContract()
    {
        var basis = new ContractPage { ContractNumber = Number };
        basis.Units.AddRange(Page.Units);
        basis.Sellers.AddRange(Page.Givers);
        basis.Buyers.AddRange(Page.Takers);
        return basis;
    }
}
