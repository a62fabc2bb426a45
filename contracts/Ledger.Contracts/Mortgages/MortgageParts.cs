using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// A mortgage contract on more units than one page holds: numbered parts under the contract's number, each with its own units,
/// registration and proof, all for the same claim. How many are signed stands on the page of the number alone, so that the last part,
/// and every registration, asks for all of them without a scan.
/// </summary>
internal static class MortgageParts
{
    /// <summary>Most parts of a contract.</summary>
    public const uint Most = 100;

    private static readonly Wording Record = new("抵押合同", "mortgage contract");
    private static readonly Wording Signed = new("已签部分", "parts signed");

    /// <summary>The contract of a part; the mortgage itself when it has none.</summary>
    public static MortgageId HeadOf(MortgageId id)
    {
        if (id.Part == 0)
            return id;
        var head = id.Clone();
        head.Part = 0;
        return head;
    }

    /// <summary>The page that counts the parts; null for a mortgage without.</summary>
    public static PageView<MortgagePage>? Head(Book book, MortgageId id) => id.Part == 0 ? null : book.Mortgage(HeadOf(id));

    /// <summary>Whether a page only counts the parts of its contract.</summary>
    public static bool IsHead(MortgagePage page) => page.State == MortgageState.Unspecified;

    /// <summary>The form of a contract that is signed: a part of several, or the whole.</summary>
    public static void CheckShape(Shape shape, MortgageContractSigned e)
    {
        var part = e.Mortgage?.Part ?? 0;
        if (part == 0 ? e.Parts != 0 : e.Parts is < 2 or > Most || part > e.Parts)
        {
            shape.Fault(
                Shape.C69, "parts", $"{part}/{e.Parts}",
                new($"第1至n部分，共n≤{Most}部分，n≥2；不分部分的均为0", $"part 1 to n of n, n from 2 to {Most}; none of a contract in one"));
        }
    }

    /// <summary>A part says what the parts before it say, and the last one comes last (STATE).</summary>
    public static void CheckSigning(Judgement judgement, MortgageContractSigned e, PageView<MortgagePage>? head)
    {
        if (head is null)
            return;
        if (head.Body is { } known && (!IsHead(known) || known.Parts != e.Parts || !IsSame(known, e)))
        {
            judgement.WrongState(
                Record,
                IsHead(known) ? new("条款、签订日期、类型或部分数不同的其他部分", "signed in parts with other terms, day, object or number of parts")
                    : new("未分部分签订", "signed in one"),
                [],
                Labels.InEvent(new("部分", "part"), $"{e.Mortgage.Part}/{e.Parts}", "mortgage.part"),
                head.Says(new("部分数", "parts"), known.Parts));
        }

        var before = head.Body?.PartsSigned ?? 0;
        if (e.Mortgage.Part == e.Parts && before + 1 != e.Parts)
            Missing(judgement, head, before, e.Parts);
    }

    /// <summary>A part is registered once all are signed (STATE).</summary>
    public static void CheckComplete(Judgement judgement, PageView<MortgagePage>? head)
    {
        if (head is not null && (head.Body is not { } page || page.PartsSigned != page.Parts))
            Missing(judgement, head, head.Body?.PartsSigned ?? 0, head.Body?.Parts ?? 0);
    }

    /// <summary>Counts a part that is signed.</summary>
    public static void WriteSigned(Book book, MortgageContractSigned e, PageView<MortgagePage>? head)
    {
        if (head is null)
            return;
        var values = e.Units.Select(static unit => unit.AppraisedFen).ToList();
        var page = head.Body?.Clone() ?? new MortgagePage
        {
            Id = HeadOf(e.Mortgage),
            Terms = e.Terms,
            SigningDate = e.SigningDate,
            Object = e.Object,
            Parts = e.Parts,
        };
        var stated = !values.Contains(0) && (page.PartsSigned == 0 || page.AppraisedFen != 0);
        page.AppraisedFen = stated ? values.Aggregate(page.AppraisedFen, static (sum, fen) => checked(sum + fen)) : 0;
        page.PartsSigned++;
        page.Document = e.Act.Document;
        book.Write(head.Key, page);
    }

    /// <summary>A part that is signed is withdrawn: its contract stays incomplete.</summary>
    public static void WriteWithdrawn(Book book, PageView<MortgagePage>? head)
    {
        if (head?.Body is not { PartsSigned: > 0 } known)
            return;
        var page = known.Clone();
        page.PartsSigned--;
        book.Write(head.Key, page);
    }

    /// <summary>Counts a part of the old book, whose one proof stands for all of them.</summary>
    public static void WriteTakenOver(Book book, PageView<MortgagePage> head, MortgagePage part)
    {
        var page = head.Body?.Clone() ?? new MortgagePage { Id = HeadOf(part.Id), Certificate = part.Certificate, Origin = Origin.Migrated };
        page.PartsSigned++;
        page.Document = part.Document;
        book.Write(head.Key, page);
    }

    /// <summary>
    /// Whether a proof falls with a part: the one of the old book does with the last part that it stands for, the first 150 units under
    /// the number itself among them. Written at once: the part leaves the proof.
    /// </summary>
    public static bool ProofFalls(Book book, MortgagePage part)
    {
        var first = part.First ?? part.Id;
        var head = book.Mortgage(HeadOf(first));
        if (part.Origin != Origin.Migrated || head.Body is not { } known || !known.Certificate.Equals(part.Certificate))
            return true;
        if (first.Part == 0)
            return known.PartsSigned == 0;
        WriteWithdrawn(book, head);
        return known.PartsSigned <= 1 && known.State is not (MortgageState.Registered or MortgageState.ReleaseInstructed);
    }

    private static bool IsSame(MortgagePage known, MortgageContractSigned e)
        => known.Terms.Equals(e.Terms) && known.SigningDate == e.SigningDate && known.Object == e.Object;

    private static void Missing(Judgement judgement, PageView<MortgagePage> head, uint signed, uint parts)
        => judgement.WrongState(
            Record,
            new($"已签{signed}部分，共{parts}部分", $"signed in {signed} of {parts} parts"),
            ["MortgageContractSigned"],
            head.Says(Signed, head.Body?.PartsSigned),
            head.Says(new("部分数", "parts"), head.Body?.Parts));
}
