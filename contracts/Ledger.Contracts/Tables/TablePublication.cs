using Ledger.Chain;
using Ledger.Facts;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// 参数表发布: a dated table or the city file of the ledger changes by governance. A table keeps every row of the past: the new
/// rows count from a day to come, what was to count from then on is replaced.
/// </summary>
internal sealed class TablePublication
{
    /// <summary>参数表: what is published has its form, and changes nothing of the past.</summary>
    public static readonly Rule Table = Rule.Reject("TABLE", "参数表只改将来", "published tables change the future only", "events.md 78");

    private readonly IContractContext context;
    private readonly Profile profile;
    private readonly List<Finding> findings = [];
    private readonly TablePublished? published;

    public TablePublication(IContractContext context, Profile profile, Event e)
    {
        (this.context, this.profile) = (context, profile);
        if (!profile.Form.TryParse<TablePublished>(e.Body.Span, out var body, out var fault))
        {
            findings.Add(Judgement.Found(
                Shape.C69,
                Severity.Reject,
                new(fault.Chinese, fault.English),
                new("请以唯一编码重新提交", "submit the event in its one encoding"),
                Labels.InEvent(new("事件类型", "event type"), e.Type, "body")));
        }

        published = body;
    }

    /// <summary>Full name of the event.</summary>
    public static string EventType { get; } = TablePublished.Descriptor.FullName;

    /// <summary>What keeps it from taking effect; nothing when it may.</summary>
    public IReadOnlyList<Finding> Validate()
    {
        if (published is null || findings.Count > 0)
            return findings;
        if (published.Kind == TableKind.City)
            CheckCity(published);
        else
            CheckTable(published);
        return findings;
    }

    /// <summary>Writes the page; <see cref="Validate"/> found nothing.</summary>
    public void Apply()
    {
        if (published!.Kind == TableKind.City)
        {
            context.Write(PageKeys.City, profile.Form.Encode(published.CityFile));
            return;
        }

        var page = new TablePage
        {
            Kind = published.Kind,
            City = published.City,
            ValidFrom = published.ValidFrom,
            Source = published.Source,
            Rows = TableHistory.Continue(Present(published), published),
        };
        context.Write(PageKeys.Table(published.City, published.Kind), profile.Form.Encode(page));
    }

    private void CheckCity(TablePublished e)
    {
        if (e.CityFile is not { } file)
        {
            Fault(new("city_file", null, new("城市参数文件", "the city file")));
            return;
        }

        _ = City.Read(file, out var faults);
        foreach (var fault in faults)
            Fault(fault with { Path = "city_file." + fault.Path });
        if (e.City != file.Id)
            Fault(new("city", e.City, new($"该文件的城市{file.Id}", $"the file's city, {file.Id}")));
        if (e.ValidFrom != 0)
            Fault(new("valid_from", e.ValidFrom.ToString(provider: null), new("0：城市文件自批准时生效", "0: a city file counts from its approval")));
        if (e.Rows is not null)
            Fault(new("rows", null, new("不填写", "nothing")));
        Source(e);
    }

    private void CheckTable(TablePublished e)
    {
        var checks = new FileChecks();
        checks.Known(e.Kind, "kind");
        checks.Require(profile.Form.Has(e.Kind), "kind", e.Kind, new("代码表中的值", "a known value"));
        checks.Require(e.City == CityInForce(), "city", e.City, new($"现行城市{CityInForce()}", $"the city in force, {CityInForce()}"));
        checks.Require(e.CityFile is null, "city_file", null, new("不填写", "nothing"));
        var today = Day.TryAt(context.TimeMs, out var day) ? day : Day.Last;
        if (checks.Date(e.ValidFrom, "valid_from"))
            checks.Require(Day.FromNumber(e.ValidFrom) > today, "valid_from", e.ValidFrom, new($"{today}之后的日期", $"a day after {today}"));
        if (checks.Require(e.Rows is not null, "rows", null, new("至少一行", "at least one row")))
            new TableCheck(checks).Check(e.Rows!);
        if (checks.Faults.Count == 0)
            TableHistory.Check(checks, Present(e), e);
        foreach (var fault in checks.Faults)
            Fault(fault);
        Source(e);
    }

    private void Source(TablePublished e)
    {
        if (!ReasonCode.TryParse(e.Source, out _, out var error))
            Fault(new("source", error.Seen, error.Expected));
    }

    private string CityInForce() => context.Read(PageKeys.City) is { } page ? Canonical.Parse<CityFile>(page.Body.Span).Id : profile.City.Id;

    // The rows in force: published ones, else the profile's own.
    private TableRows Present(TablePublished e)
        => context.Read(PageKeys.Table(e.City, e.Kind)) is { } page ? Canonical.Parse<TablePage>(page.Body.Span).Rows : profile.Tables.Rows;

    private void Fault(FileFault fault) => findings.Add(Judgement.Found(
        Table,
        Severity.Reject,
        fault.Message,
        new("请更正该文件后重新提出", "correct the file and propose it again"),
        Labels.InEvent(new("所填值", "value seen"), fault.Seen, fault.Path)));
}
