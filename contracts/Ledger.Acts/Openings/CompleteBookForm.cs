using Ledger.V1;

namespace Ledger.Acts;

/// <summary>补录</summary>
internal sealed class CompleteBookForm()
    : ActForm<CompleteBookRequest, BookCompleted>("unit", "complete", new("补录旧簿某种权利", "complete an opened unit with a further kind of the old book"))
{
    public override string Example => $"ledger unit complete --file old-notices.json {Recordings.Example}";

    public override IReadOnlyList<ActOption> Options { get; } =
    [
        .. Recordings.Options,
        ActOptions.Unit,
        ActOptions.Business,
        new("--kind", "kind", new("权利种类，如 advance-notice", "kind, e.g. advance-notice")),
        new("--since", "since", new("读取旧簿的日期 yyyy-MM-dd", "day the old book was read for it, yyyy-MM-dd")),
    ];

    protected override BookCompleted Read(ActReader input, CompleteBookRequest request)
    {
        var unit = input.Unit(request.UnitCode, "unit_code");
        var book = new OldBook(request.NumberExceptions);
        var body = unit is not null && request.Rights is { } rights ? input.Of(book).In("rights").OldRights(unit, rights) : new();
        body.Recording = input.Recording(request.Recording);
        body.UnitCode = unit?.Text ?? "";
        body.BusinessNumber = input.Text<Facts.BusinessNumber>(request.BusinessNumber, "business_number");
        body.Kind = input.Known(request.Kind, "kind");
        body.Since = input.PastDay(request.Since, "since");
        input.Names(body.UnitCode);
        book.Check(input);
        body.NumberExceptions = book.Taken;
        return body;
    }

    protected override void Complete(BookCompleted body, Act act)
        => OldRightInputs.Complete(act, body.Notices, body.Objections, body.Easements, body.Residences, body.Locks);
}
