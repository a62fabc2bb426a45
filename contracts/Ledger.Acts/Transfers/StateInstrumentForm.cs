using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>非交易原因</summary>
internal sealed class StateInstrumentForm()
    : ActForm<StateInstrumentRequest, InstrumentStated>(
        "instrument", "state", new("非交易原因（赠与、继承、互换等）", "state why a unit changes hands without a sale, or withdraw it"))
{
    public override string Example => "ledger instrument state --file gift.json";

    public override IReadOnlyList<ActOption> Options { get; } =
    [
        new("--number", "number", new("文书编号", "number of the instrument")),
        new("--kind", "kind", new("原因种类", "kind, e.g. gift")),
        new("--date", "date", new("生效（撤回）日期 yyyy-MM-dd", "day of effect, or of the withdrawal, yyyy-MM-dd")),
        new("--value", "value.value", new("价值（元）", "value in yuan")),
        new("--pair", "pair", new("互换的另一份文书", "counterpart of an exchange")),
        new("--notarised", "notarised", new("是否公证", "whether a notary certified it")),
        new("--withdrawn", "withdrawn", new("是否撤回", "whether it is withdrawn")),
    ];

    protected override InstrumentStated Read(ActReader input, StateInstrumentRequest request)
    {
        var body = new InstrumentStated
        {
            Number = input.Text<OfficeNumber>(request.Number, "number"),
            Date = input.PastDay(request.Date, "date"),
            Withdrawn = request.Withdrawn,
        };
        if (request.Withdrawn)
        {
            input.JudgedOn(PageKeys.Instrument(body.Number));
            input.NameContract(body.Number);
            return body;
        }

        body.Kind = input.Known(request.Kind, "kind");
        body.Notarised = request.Notarised;
        body.ValueFen = input.OptionalAmount(request.Value, "value");
        body.Pair = input.OptionalText<OfficeNumber>(request.Pair, "pair");
        var deed = input.Deed(body.Number, request.Units, (request.Givers, "givers", "giver"), (request.Takers, "takers", "taker"));
        body.Units.AddRange(deed.Units);
        body.Givers.AddRange(deed.Givers);
        body.Takers.AddRange(deed.Takers);
        body.Documents.AddRange(request.Papers
            .Select((paper, i) => Paper(input.In("papers", i), paper))
            .OrderBy(static paper => paper.Kind, StringComparer.Ordinal));
        return body;
    }

    private static InstrumentDocument Paper(ActReader input, InstrumentPaperInput paper)
        => new() { Kind = input.Text<ReasonCode>(paper.Kind, "kind"), Document = input.Hash(paper.Sha256, "sha256") };
}
