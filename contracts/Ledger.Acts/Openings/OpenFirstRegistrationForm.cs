using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>首次登记</summary>
internal sealed class OpenFirstRegistrationForm()
    : ActForm<OpenFirstRegistrationRequest, FirstRegistered>("unit", "open", new("首次登记", "open a unit by first registration"))
{
    public override string Example => $"ledger unit open --file opening.json {Recordings.Example}";

    public override IReadOnlyList<ActOption> Options { get; } =
        [.. Recordings.Options, Openings.Unit, ActOptions.Business with { Path = "opening.business_number" }];

    protected override FirstRegistered Read(ActReader input, OpenFirstRegistrationRequest request) => new()
    {
        Recording = input.Recording(request.Recording),
        Opening = input.Opening(request.Opening),
        Basis = input.Known(request.Basis, "basis", zeroIsUnspecified: false),
        PermitNumber = request.PermitNumber,
        Instrument = input.OptionalText<OfficeNumber>(request.Instrument, "instrument"),
    };

    protected override IEnumerable<string> UnitsOpened(FirstRegistered body) => [body.Opening.UnitCode];

    protected override void Doubt(Doubts doubts, FirstRegistered body) => OpeningDoubts.Add(doubts, body.Opening, "opening");
}
