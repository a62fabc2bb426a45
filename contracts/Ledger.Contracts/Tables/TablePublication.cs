using Google.Protobuf;
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
        var today = Day.TryAt(context.TimeMs, out var day) ? day : Day.Last;
        findings.AddRange(new PublicationCheck(profile, CityInForce(), Present(published), today).FaultsOf(published).Select(Found));
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

        var before = Page(published);
        var page = new TablePage
        {
            Kind = published.Kind,
            City = published.City,
            ValidFrom = published.ValidFrom,
            Source = published.Source,
            Rows = TableHistory.Continue(Present(published), published),
        };
        page.Editions.AddRange(before?.Editions ?? []);
        page.Editions.Add(new TableEdition
        {
            ValidFrom = published.ValidFrom,
            Source = published.Source,
            Entry = UnsafeByteOperations.UnsafeWrap(context.LeafHash),
        });
        context.Write(PageKeys.Table(published.City, published.Kind), profile.Form.Encode(page));
    }

    private string CityInForce() => context.Read(PageKeys.City) is { } page ? Canonical.Parse<CityFile>(page.Body.Span).Id : profile.City.Id;

    // The rows in force: published ones, else the profile's own.
    private TableRows Present(TablePublished e) => Page(e)?.Rows ?? profile.Tables.Rows;

    private TablePage? Page(TablePublished e)
        => HasTable(e.Kind) && context.Read(PageKeys.Table(e.City, e.Kind)) is { } page ? Canonical.Parse<TablePage>(page.Body.Span) : null;

    private static bool HasTable(TableKind kind) => Enum.IsDefined(kind) && kind is not (TableKind.Unspecified or TableKind.City);

    private static Finding Found(FileFault fault) => Judgement.Found(
        Table,
        Severity.Reject,
        fault.Message,
        new("请更正该文件后重新提出", "correct the file and propose it again"),
        Labels.InEvent(new("所填值", "value seen"), fault.Seen, fault.Path));
}
