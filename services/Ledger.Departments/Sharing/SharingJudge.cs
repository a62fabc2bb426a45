using Ledger.Acts;
using Ledger.Facts;
using Ledger.V1;
using PageKeys = Ledger.Facts.PageKeys;

namespace Ledger.Departments;

/// <summary>Whether a question is answered: by the catalogue's rule, by the owner's authorisation, or by an officer (C-68).</summary>
internal sealed class SharingJudge(IPageReader pages, TimeProvider time)
{
    /// <summary>What a catalogue calls banks.</summary>
    public const string Bank = "bank";

    /// <summary>One word for all that only the register could tell: who asks without entitlement learns nothing of the unit.</summary>
    public static Wording DoesNotHold { get; } = new(
        "所述依据对该单元、目的和内容不成立，或所问与登记簿不符", "the basis stated does not hold for this unit, purpose and content, or what is asked does not fit the register");

    /// <summary>The catalogue alone refuses it; nothing of the register is in it.</summary>
    public static Wording? Barred(CatalogueItem? item) => item is null
        ? new("目录中没有此项", "the catalogue has no such item; see: ledger share catalogue")
        : item.Degree == SharingDegree.NotShared ? new("目录列为不予共享", "the catalogue lists it as not shared") : null;

    /// <summary>Whether the catalogue's rules say so: an officer decides about all else.</summary>
    public static bool ByRule(CatalogueItem item, AskedQuestion question)
        => (item.Degree == SharingDegree.Free && question.Basis == SharingBasis.Duty)
            || item.Rules.Any(rule => rule.Asker == question.Department && rule.Purpose == question.Purpose && rule.Basis == question.Basis);

    /// <summary>
    /// Whether the owner's authorisation that a question names is open for it: of this asker, unit, purpose and content. Peers judge
    /// asker, time and content again; unit and purpose only who knows the question can.
    /// </summary>
    public bool IsAuthorised(AskedQuestion question, SharedField field)
    {
        var stated = question.Stated.Authorisation;
        var now = (ulong)time.GetUtcNow().ToUnixTimeMilliseconds();
        var today = Day.At(now).Number;
        return pages.ReadPage(PageKeys.Authorisation(stated.Number)) is { } page
            && AuthorisationPage.Parser.ParseFrom(page.Body) is var open
            && open.Asker == question.Asker && open.Purpose == question.Purpose && open.Basis == SharingBasis.Owner
            && open.From <= today && today < open.Until && open.RevokedMs == 0 && open.Fields.Contains(field)
            && open.Subject.Equals(SharedHash.OfSubject(stated.Salt.Span, question.Unit.ToString()));
    }
}
