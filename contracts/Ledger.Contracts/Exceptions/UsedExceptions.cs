using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// C-82 例外有效: the approved exceptions that an event names. One lets the event pass where a rule of severity X found
/// something about the subject, and the restriction, that it was approved for, and is used up by it.
/// </summary>
internal sealed class UsedExceptions
{
    public static readonly Rule C82 = Rule.Reject("C-82", "例外有效", "exception valid", "registry practice");

    private readonly IReadOnlyList<(ExceptionUse Use, PageView<ExceptionPage> Page)> uses;
    private readonly Act act;

    private UsedExceptions(Act act, IReadOnlyList<(ExceptionUse, PageView<ExceptionPage>)> uses) => (this.act, this.uses) = (act, uses);

    /// <summary>Reads the exceptions that an act names.</summary>
    public static UsedExceptions Load(Book book, Act act) => new(act, [.. act.Exceptions.Select(use => (use, book.Exception(use.Number)))]);

    /// <summary>Lets each valid exception accept what it was approved for.</summary>
    public void Apply(Judgement judgement)
    {
        for (var i = 0; i < uses.Count; i++)
        {
            var (use, page) = uses[i];
            var path = $"act.exceptions[{i}]";
            judgement.About(use.Number);
            if (Fault(judgement, use, page) is { } fault)
            {
                judgement.Fail(
                    C82,
                    new($"例外{use.Number}不能用于本事件：{fault.Chinese}", $"exception {use.Number} does not serve this event: {fault.English}"),
                    new("请核对例外批准的规则、事件、对象与有效期，或另行申请例外",
                        "check the rule, event, subject and validity that were approved, or have another exception approved"),
                    Labels.InEvent(OfficeNumber.Name, use.Number, path + ".number"),
                    Labels.InEvent(new("规则", "rule"), use.Rule, path + ".rule"),
                    page.Says(new("批准的规则", "rule approved"), page.Body?.Rule),
                    page.Says(new("批准的事件", "event approved"), page.Body?.Event),
                    page.Says(new("批准的对象", "subject approved"), page.Body?.Subject),
                    page.Says(new("批准放行的限制", "restriction approved"), page.Body?.Restriction),
                    page.Says(new("有效期至（不含）", "valid until, exclusive"), Labels.Date(page.Body?.Until ?? 0)));
            }

            judgement.About("");
        }
    }

    /// <summary>Marks them as used.</summary>
    public void Write(Book book)
    {
        foreach (var (_, page) in uses)
        {
            var used = page.Body!.Clone();
            used.Used = book.Today.Number;
            book.Write(page.Key, used);
        }
    }

    private Wording? Fault(Judgement judgement, ExceptionUse use, PageView<ExceptionPage> view)
    {
        if (view.Body is not { } page)
            return new("没有该例外", "there is no such exception");
        if (page.Used != 0)
            return new("该例外已使用", "it was used already");
        if (page.Until <= judgement.Today.Number)
            return new("该例外已过有效期", "its validity is over");
        if (page.Rule != use.Rule || page.Event != judgement.EventName)
            return new("该例外批准的是其他规则或事件", "it was approved for another rule or event");
        if (page.Approver.Equals(act.Operator))
            return new("批准人与本事件操作人为同一人", "who approved it is the operator of this event");
        return judgement.Except(page.Rule, page.Subject, page.Restriction) ? null : new("本事件没有需要该例外的问题", "nothing in this event needs it");
    }
}
